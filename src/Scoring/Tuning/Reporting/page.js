"use strict";
(() => {
  const byId = id => document.getElementById(id);

  // What can be pointed at: a tip beside it, and the arrow keys to move on.
  const tip = byId("tip");
  const hideTip = () => { tip.hidden = true; };
  const showTip = point => {
    const [head, rest] = point.getAttribute("aria-label").split(/: (.*)/s);
    tip.replaceChildren(...[head, ...(rest ? rest.split(", ") : [])].map((line, index) => {
      const element = document.createElement(index === 0 ? "b" : "span");
      element.textContent = line;
      return element;
    }));
    tip.hidden = false;
    const box = point.getBoundingClientRect(), width = tip.offsetWidth, height = tip.offsetHeight;
    const middle = box.left + box.width / 2 - width / 2, most = document.documentElement.clientWidth - width - 8;
    tip.style.left = Math.max(8, Math.min(middle, most)) + scrollX + "px";
    tip.style.top = (box.top > height + 16 ? box.top - height - 8 : box.bottom + 8) + scrollY + "px";
  };
  const move = (points, from, to) => {
    const target = points[Math.max(0, Math.min(points.length - 1, to))];
    points[from].tabIndex = -1;
    target.tabIndex = 0;
    target.focus();
  };
  for (const group of document.querySelectorAll(".points")) {
    const points = [...group.querySelectorAll(".point")];
    group.addEventListener("keydown", event => {
      const at = points.indexOf(event.target);
      const steps = { ArrowRight: at + 1, ArrowDown: at + 1, ArrowLeft: at - 1, ArrowUp: at - 1, Home: 0, End: points.length - 1 };
      if (!(event.key in steps)) return;
      event.preventDefault();
      move(points, at, steps[event.key]);
    });
    for (const point of points) {
      point.addEventListener("pointerenter", () => showTip(point));
      point.addEventListener("pointerleave", hideTip);
      point.addEventListener("focus", () => showTip(point));
      point.addEventListener("blur", hideTip);
    }
  }
  addEventListener("keydown", event => { if (event.key === "Escape") hideTip(); });

  // The planner: the formulas are those of CapacityPlanner, and a test compares both.
  const form = byId("planner");
  if (!form) return;
  const noise = Number(form.dataset.noise), most = Number(form.dataset.maxUtilization), fewestRounds = 3, mostReplicas = 1e6;
  const { points, recommended } = JSON.parse(byId("report").textContent);
  const known = points.some(point => point.rounds >= fewestRounds) ? points.filter(point => point.rounds >= fewestRounds) : points;
  const leastBy = (plans, value) => plans.reduce((best, plan) => value(plan) < value(best) ? plan : best);
  const replicasFor = (rate, each) => Math.ceil(rate / most / each - 1e-9);

  const expectedP99 = (point, utilization) => {
    if (utilization >= 1) return null;
    const k = point.parallelRequests, variation = (1 / point.rows + noise * noise) / 2;
    return (1 + 1 / k) * point.p99Seconds + Math.log(100) * utilization / (1 - utilization) * variation * point.medianSeconds / k;
  };

  const planFor = (point, asked) => {
    const each = point.parallelRequests * point.rows / point.medianSeconds;
    const replicas = asked.replicas || Math.min(Math.max(replicasFor(asked.rate, each), 1), mostReplicas);
    const capacity = replicas * each, utilization = asked.rate / capacity, p99 = expectedP99(point, utilization);
    return {
      rows: point.rows, parallel: Math.ceil(replicas * point.parallelRequests / asked.partitions), perReplica: point.parallelRequests, replicas, capacity, utilization, p99,
      growth: Math.max(0, asked.rate - capacity), isInTime: p99 !== null && (!asked.budget || p99 <= asked.budget / 1e3),
    };
  };

  const choose = asked => {
    const plans = known.map(point => planFor(point, asked)), inTime = plans.filter(plan => plan.isInTime), good = inTime.filter(plan => plan.utilization <= most);
    if (good.length) {
      const fewest = Math.min(...good.map(plan => plan.replicas));
      const least = good.filter(plan => plan.replicas === fewest);
      return least.find(plan => plan.rows === recommended?.rows && plan.perReplica === recommended.parallelRequests) ?? leastBy(least, plan => plan.p99);
    }
    if (inTime.length) return leastBy(inTime, plan => plan.utilization);
    const enough = plans.filter(plan => plan.utilization < 1);
    return enough.length ? leastBy(enough, plan => plan.p99) : leastBy(plans, plan => -plan.capacity);
  };

  const whole = value => value.toLocaleString("en-US", { maximumFractionDigits: 0 });
  const digits = value => value < 999.5 ? String(Number(value.toPrecision(3))) : whole(value);
  const duration = seconds => seconds < 0.9995e-3 ? digits(seconds * 1e6) + " µs" : seconds < 0.9995 ? digits(seconds * 1e3) + " ms" : digits(seconds) + " s";

  const adviceFor = (plan, asked) => {
    const needed = replicasFor(asked.rate, plan.capacity / plan.replicas);
    if (plan.utilization >= 1) return `The queue grows by ${whole(plan.growth)} rows/s: ${whole(needed)} replicas are needed instead of ${whole(plan.replicas)}.`;
    if (!plan.isInTime) return `No measured setting is within the budget of ${digits(asked.budget)} ms: raise it to ${whole(Math.ceil(plan.p99 * 1e3))} ms.`;
    if (plan.utilization > most) return `Headroom is under ${Math.round((1 - most) * 100)} %: ${whole(needed)} replicas would give it.`;
    return "That is enough, with room for times of more load.";
  };

  const show = (id, value, text) => {
    byId(id).textContent = text;
    byId(id).dataset.value = value;
  };

  const controls = ["rate", "budget", "partitions", "replicas"].map(id => ({ id, number: byId(id), slider: byId(id + "-slider") }));

  const update = () => {
    const invalid = controls.find(control => !control.number.checkValidity());
    if (invalid) {
      byId("plan-message").textContent = invalid.number.labels[0].textContent + ": " + invalid.number.validationMessage;
      return;
    }
    const asked = Object.fromEntries(controls.map(control => [control.id, Number(control.number.value)])), plan = choose(asked);
    show("plan-rows", plan.rows, whole(plan.rows));
    show("plan-parallel", plan.parallel, whole(plan.parallel));
    show("plan-replicas", plan.replicas, whole(plan.replicas));
    show("plan-per-replica", plan.perReplica, whole(plan.perReplica));
    show("plan-capacity", plan.capacity, whole(plan.capacity));
    show("plan-p99", plan.p99 ?? "", plan.p99 === null ? "without end" : duration(plan.p99));
    show("plan-growth", plan.growth, whole(plan.growth) + " rows/s");
    show("plan-utilization", plan.utilization, digits(plan.utilization * 100) + " %");
    byId("plan-bar").style.width = Math.min(100, plan.utilization * 100) + "%";
    byId("plan-message").textContent = adviceFor(plan, asked);
    form.classList.toggle("too-little", plan.utilization >= 1 || !plan.isInTime);
  };

  // A slider of a wide range moves by factors; its left end is 0 where the number may be 0.
  const valueOf = ({ dataset, value, max }) => {
    if (dataset.log === "false") return Number(value);
    if (value === "0" && dataset.for === "budget") return 0;
    return Number((dataset.min * (dataset.max / dataset.min) ** (value / max)).toPrecision(2));
  };
  const positionOf = ({ dataset, max }, value) => {
    if (dataset.log === "false") return value;
    return value > 0 ? Math.max(1, Math.round(max * Math.log(value / dataset.min) / Math.log(dataset.max / dataset.min))) : 0;
  };
  const describe = ({ number, slider }) => slider.setAttribute("aria-valuetext", number.value === "0" ? slider.dataset.zero : Number(number.value).toLocaleString("en-US"));

  for (const control of controls) {
    control.slider.addEventListener("input", () => {
      control.number.value = valueOf(control.slider);
      describe(control);
      update();
    });
    control.number.addEventListener("input", () => {
      control.slider.value = positionOf(control.slider, Number(control.number.value));
      describe(control);
      update();
    });
    control.slider.value = positionOf(control.slider, Number(control.number.value));
    describe(control);
  }
  form.addEventListener("submit", event => event.preventDefault());
  form.hidden = false;
  update();
})();
