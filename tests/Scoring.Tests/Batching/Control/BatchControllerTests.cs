using Scoring.Batching.Control;

namespace Scoring.Tests.Batching.Control;

public class BatchControllerTests
{
    private static readonly QueueView s_crowd = new(Waiting: 1_000_000, FirstAge: 0, FirstSlack: double.PositiveInfinity, InFlight: 0);

    [Fact]
    public void Requests_grow_to_the_size_that_the_budget_allows()
    {
        var controller = new BatchController(new ControlSettings { MaxRows = 1000, BudgetSeconds = 0.1, StartParallel = 1, MaxParallel = 1 });
        double now = 0;
        for (int i = 0; i < 60; i++) Serve(controller, ref now, static rows => 0.01 + (0.0001 * rows));

        // 0.09 s for the own time and nine tenths of the one before: about 47 ms, or 370 rows.
        Assert.InRange(controller.Sizes.Cap, 300, 380);
    }

    [Fact]
    public void Sizes_that_are_not_adapted_stay_exact()
    {
        var controller = new BatchController(new ControlSettings { MaxRows = 100, AdaptsRows = false, BudgetSeconds = 0.02, StartParallel = 1, MaxParallel = 4, AdaptsParallel = true });
        double now = 0;
        for (int i = 0; i < 300; i++) Assert.Equal(100, Serve(controller, ref now, static rows => 0.01 + (0.001 * rows)));

        Assert.Equal(100, controller.Sizes.Cap);
        Assert.Equal(new BatchPlan(0, 37, BatchReason.Emptied), controller.Plan(s_crowd with { Waiting = 37 }));
        Assert.DoesNotContain(controller.Decisions.ToArray(), static decision => decision.Kind is DecisionKind.BetterRate or DecisionKind.OverBudget);
    }

    /// <summary>Where requests come back one by one all the time, one that takes all rows of a gap makes them later than the next ones would.</summary>
    [Fact]
    public void Rows_of_a_gap_are_shared_out_among_the_requests_that_come_back_next()
    {
        BatchController controller = Settled(isRemote: true);
        QueueView gap = s_crowd with { Waiting = 90, InFlight = 15 };

        Assert.Equal(new BatchPlan(0, 32, BatchReason.Shared), controller.Plan(gap));
        Assert.Equal(new BatchPlan(0, 24, BatchReason.Emptied), controller.Plan(gap with { Waiting = 24 }));
        Assert.Equal(BatchReason.Emptied, Settled(isRemote: false).Plan(gap).Reason);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Request_that_was_too_large_halves_the_most_rows(bool adaptsRows)
    {
        var controller = new BatchController(new ControlSettings { MaxRows = 1000, AdaptsRows = adaptsRows, StartParallel = 1, MaxParallel = 1 });
        controller.OnTooLarge(800, isTrial: false, 1);
        controller.OnTooLarge(1000, isTrial: false, 2);
        double now = 3;
        for (int i = 0; i < 100; i++) Assert.InRange(Serve(controller, ref now, static rows => 0.1 + (0.0001 * rows)), 1, 400);

        Assert.Equal("cap 1000 → 400: a request of 800 rows was too large", controller.Decisions.ToArray()[0].ToString());
        for (int i = 0; i < 20; i++) controller.OnTooLarge(1, isTrial: false, now);
        Assert.Equal(1, controller.Plan(s_crowd).Take);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Request_that_was_too_large_is_tried_again_ever_more_rarely(bool adaptsRows)
    {
        var controller = new BatchController(new ControlSettings { MaxRows = 1000, AdaptsRows = adaptsRows, StartParallel = 1, MaxParallel = 1 });
        List<int> refused = [];
        double now = 0;
        for (int i = 0; i < 2_000; i++)
        {
            if (ServeUpTo(controller, largest: 600, ref now) > 600) refused.Add(i);
        }

        // Meanwhile a request of half the size is tried, which is not full.
        int halves = adaptsRows ? 1 : 0;
        Assert.Equal([0, 129 + halves, 386 + halves, 899 + halves, 1924 + halves], refused);
        Assert.Equal(500, controller.Cap);
        Assert.Contains("cap stays 500: a request of 1000 rows is still too large; the next try comes after 512 full requests", controller.Decisions.ToArray().Select(static decision => decision.ToString()));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Request_that_is_not_too_large_any_more_is_allowed_again(bool adaptsRows)
    {
        var controller = new BatchController(new ControlSettings { MaxRows = 1000, AdaptsRows = adaptsRows, StartParallel = 1, MaxParallel = 1 });
        double now = 0;
        for (int i = 0; i < 3; i++) ServeUpTo(controller, largest: 300, ref now);
        Assert.Equal(250, controller.Cap);
        for (int i = 0; i < 300; i++) ServeUpTo(controller, largest: 1000, ref now);

        Assert.Equal(1000, controller.Cap);
        Assert.Contains("cap up to 1000 again, not 500: a request of 1000 rows was tried and answered", controller.Decisions.ToArray().Select(static decision => decision.ToString()));
    }

    [Fact]
    public void Smaller_size_with_more_rows_per_second_is_found_though_all_requests_are_full()
    {
        var controller = new BatchController(new ControlSettings { MaxRows = 200, StartParallel = 1, MaxParallel = 1, OverheadSeconds = ControlSettings.LocalOverheadSeconds });
        double now = 0;
        for (int i = 0; i < 60; i++) Serve(controller, ref now, static rows => rows <= 40 ? 10e-6 + (rows * 24e-6) : rows * 28e-6);

        Assert.InRange(controller.Cap, 16, 40);
    }

    [Fact]
    public void Half_of_short_requests_is_not_tried()
    {
        var controller = new BatchController(new ControlSettings { MaxRows = 200, StartParallel = 1, MaxParallel = 1, OverheadSeconds = ControlSettings.LocalOverheadSeconds });
        double now = 0;
        for (int i = 0; i < 1000; i++) Assert.Equal(200, Serve(controller, ref now, static rows => 1e-6 + (rows * 1e-6)));
    }

    [Fact]
    public void Half_as_many_rows_are_not_taken_where_fewer_would_be_served()
    {
        var controller = new BatchController(new ControlSettings { MaxRows = 200, StartParallel = 1, MaxParallel = 1, OverheadSeconds = ControlSettings.LocalOverheadSeconds });
        double now = 0;
        int smaller = 0;
        for (int i = 0; i < 10_000; i++) smaller += Serve(controller, ref now, static rows => 500e-6 + (rows * 4e-6)) < 200 ? 1 : 0;

        Assert.Equal(200, controller.Cap);
        Assert.InRange(smaller, 0, 12);
    }

    [Fact]
    public void Timeout_after_which_half_as_many_rows_are_answered_halves_the_most_rows()
    {
        var controller = new BatchController(new ControlSettings { MaxRows = 1000, StartParallel = 1, MaxParallel = 1 });
        double now = 0;
        Serve(controller, ref now, static rows => 1 + (0.001 * rows));
        controller.OnTimedOut(1000, 2, isTrial: false, now += 2);
        Assert.Equal(500, controller.Plan(in s_crowd).Take);
        Serve(controller, ref now, static rows => 1 + (0.001 * rows));

        Assert.Equal("cap 1000 → 500: requests of 1000 rows were not answered in time, one of 500 was", controller.Decisions.ToArray()[^1].ToString());
        Assert.Equal(500, controller.Cap);
    }

    [Fact]
    public void Timeouts_of_small_requests_say_nothing_of_the_size()
    {
        var controller = new BatchController(new ControlSettings { MaxRows = 1000, StartParallel = 1, MaxParallel = 1 });
        for (int i = 0; i < 10; i++) controller.OnTimedOut(400, 1, isTrial: false, i);

        Assert.Equal(1000, controller.Plan(in s_crowd).Take);
    }

    [Fact]
    public void Times_that_cannot_be_are_not_learned_from()
    {
        BatchController controller = Learned(new ControlSettings { MaxRows = 100, StartParallel = 1, MaxParallel = 4, AdaptsParallel = true }, out double now);
        double before = controller.Model.Time(50);
        foreach (double seconds in new[] { 0, -1, double.NaN, double.PositiveInfinity, double.NegativeInfinity })
            controller.OnServed(new ServedBatch(50, 1, seconds, 1, now, false));
        controller.OnServed(new ServedBatch(0, 1, 0.01, 1, now, false));

        Assert.Equal(before, controller.Model.Time(50));
        controller.OnServed(new ServedBatch(50, 1, 0.03, 1, now, false));
        Assert.True(double.IsFinite(controller.Model.Time(50)));
    }

    [Fact]
    public void Model_learns_however_many_are_in_flight_where_their_number_is_given()
    {
        var controller = new BatchController(new ControlSettings { MaxRows = 100, StartParallel = 4, MaxParallel = 4 });
        controller.OnServed(new ServedBatch(50, 40, 0.03, 40, 1, false));

        Assert.Equal(1, controller.Model.Batches);
    }

    [Fact]
    public void Short_batches_of_a_model_that_is_known_are_looked_at_once_in_ten_milliseconds()
    {
        const double Seconds = 50e-6;
        var controller = new BatchController(new ControlSettings { MaxRows = 100, StartParallel = 1, MaxParallel = 1 });
        Serve(1000);
        long before = controller.Model.Batches;
        Serve(10_000);

        Assert.InRange(controller.Model.Batches - before, 0.96 * 10_000 * Seconds / 1e-2, 1.04 * 10_000 * Seconds / 1e-2);

        void Serve(int batches)
        {
            for (int i = 0; i < batches; i++) controller.OnServed(new ServedBatch(100, 1, Seconds, 0, i * Seconds, false));
        }
    }

    [Fact]
    public void Batches_of_a_millisecond_are_all_looked_at()
    {
        var controller = new BatchController(new ControlSettings { MaxRows = 100, StartParallel = 1, MaxParallel = 1 });
        for (int i = 0; i < 1000; i++) controller.OnServed(new ServedBatch(100, 1, 1e-3, 0, i * 1e-3, false));
        Assert.Equal(1000, controller.Model.Batches);
    }

    [Fact]
    public void Short_batches_of_a_model_that_is_still_new_are_looked_at_more_often()
    {
        const double Seconds = 50e-6;
        var controller = new BatchController(new ControlSettings { MaxRows = 100, StartParallel = 1, MaxParallel = 1 });
        for (int i = 0; i < 248; i++) controller.OnServed(new ServedBatch(100, 1, Seconds, 0, i * Seconds, false));

        // All of the first 49, and then each fourth.
        Assert.InRange(controller.Model.Batches, 49 + 49, 49 + 51);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Short_batches_that_are_interrupted_now_and_then_are_no_change_of_the_model(int seed)
    {
        const double Seconds = 100e-6, Interrupted = 5e-3;
        var random = new NoisyTimes(seed);
        var controller = new BatchController(new ControlSettings { MaxRows = 100, StartParallel = 1, MaxParallel = 1 });
        double now = 0;
        for (int i = 0; i < 20_000; i++)
        {
            double seconds = random.LogNormal(0.05) * (random.Chance(0.05) ? Interrupted : Seconds);
            controller.OnServed(new ServedBatch(100, 1, seconds, 1, now += seconds, false));
        }

        Assert.DoesNotContain(controller.Decisions.ToArray(), static decision => decision.Kind == DecisionKind.Drift);
        Assert.InRange(controller.Model.Time(100), 0.95 * Seconds, 1.1 * Seconds);
    }

    [Fact]
    public void Slower_model_is_noticed_and_said()
    {
        BatchController controller = Learned(new ControlSettings { MaxRows = 100, StartParallel = 1, MaxParallel = 1 }, out double now);
        for (int i = 0; i < 10; i++) Serve(controller, ref now, static rows => 1.6 * (0.01 + (0.0001 * rows)));

        Assert.Contains(controller.Decisions.ToArray(), static decision => decision.Kind == DecisionKind.Drift);
    }

    [Fact]
    public void Serial_model_keeps_one_request_in_flight()
    {
        BatchController controller = Learned(new ControlSettings { MaxRows = 100, StartParallel = 1, MaxParallel = 8, AdaptsParallel = true }, out _);

        Assert.InRange(controller.Limit, 1, 8);
        Assert.Equal(controller.Limit != 1, controller.IsProbing);
    }

    [Fact]
    public void Start_with_which_not_even_a_row_is_in_time_is_given_up_and_what_it_taught_is_forgotten()
    {
        var controller = new BatchController(new ControlSettings { MaxRows = 1000, BudgetSeconds = 0.1, StartParallel = 20, MaxParallel = 20, AdaptsParallel = true });
        for (int i = 0; i < 40 && controller.Limit == 20; i++) controller.OnServed(new ServedBatch(1, 20, 0.4, 20, i * 0.02, false));

        Assert.Equal(5, controller.Limit);
        Assert.Equal(0, controller.Model.Curve.Count);
        Assert.Contains(controller.Decisions.ToArray(), static decision => decision.ToString().StartsWith("parallel requests 20 → 5: not even one row", StringComparison.Ordinal));
    }

    [Fact]
    public void Restored_controller_starts_where_the_other_was()
    {
        BatchController old = Learned(new ControlSettings { MaxRows = 1000, BudgetSeconds = 0.1, StartParallel = 1, MaxParallel = 1 }, out _);
        var controller = new BatchController(new ControlSettings { MaxRows = 1000, BudgetSeconds = 0.1, StartParallel = 1, MaxParallel = 8, AdaptsParallel = true });
        controller.Restore(old.Model.Buckets, [0, 0, 0, 0.1], step: default, parallel: 7, spread: 0.05, tail: 0.1);

        Assert.Equal(3, controller.Limit);
        Assert.True(controller.Sizes.Cap > 200);
    }

    [Fact]
    public void Late_rows_are_refused_one_by_one_but_never_the_last()
    {
        BatchController controller = Learned(new ControlSettings { MaxRows = 100, BudgetSeconds = 0.1, StartParallel = 1, MaxParallel = 1 }, out _);
        var late = new QueueView(50, 0.2, -0.1, 0);

        Assert.Equal(1, controller.Plan(in late).Refuse);
        Assert.Equal((0, 1), (controller.Plan(late with { Waiting = 1 }).Refuse, controller.Plan(late with { Waiting = 1 }).Take));
    }

    [Fact]
    public void Rows_are_shared_out_among_requests_that_could_be_sent()
    {
        BatchController controller = Learned(new ControlSettings { MaxRows = 1000, StartParallel = 4, MaxParallel = 4 }, out _, static rows => 0.001 + (0.001 * rows));

        BatchPlan plan = controller.Plan(s_crowd with { Waiting = 40 });

        Assert.True(controller.Sizes.Cap < 40 || plan is { Take: 10, Reason: BatchReason.Shared }, $"{plan}, cap {controller.Sizes.Cap}");
    }

    [Fact]
    public void Plans_are_possible_under_any_queue_and_any_times() => Properties.Check<int>(static seed =>
    {
        var random = new NoisyTimes(seed);
        int maxRows = random.Next(1, 10_001), max = random.Next(1, 9);
        var controller = new BatchController(new ControlSettings
        {
            MaxRows = maxRows,
            BudgetSeconds = random.Chance(0.5) ? random.Between(0.01, 0.3) : null,
            StartParallel = random.Next(1, max + 1),
            MaxParallel = max,
            AdaptsParallel = random.Chance(0.5),
            AdaptsRows = random.Chance(0.8),
        });
        for (int i = 0; i < 300; i++) Step(controller, random, maxRows, max, i);
    }, tests: 100);

    /// <summary>Deliberately without a clock or threads: all that is allocated here is allocated by the controller.</summary>
    [Fact]
    public void Nothing_is_allocated_after_it_is_made()
    {
        var controller = new BatchController(new ControlSettings { MaxRows = 1000, BudgetSeconds = 0.1, StartParallel = 1, MaxParallel = 8, AdaptsParallel = true });
        double now = 0;
        Run(1000);
        long before = GC.GetAllocatedBytesForCurrentThread();
        Run(100_000);

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);

        void Run(int batches)
        {
            for (int i = 0; i < batches; i++)
            {
                double factor = i / 500 % 2 == 0 ? 1 : 1.6;
                BatchPlan plan = controller.Plan(new QueueView(1 + (i * 37 % 2000), i % 3 * 0.01, i % 2 * 0.05, 0));
                int take = Math.Max(1, plan.Take);
                controller.OnGranting(controller.Limit - 1, now);
                controller.OnTaken(plan.Reason, take);
                now += factor * (0.01 + (0.0001 * take));
                controller.OnServed(new ServedBatch(take, controller.Limit, factor * (0.01 + (0.0001 * take)), controller.Limit, now, plan.Reason == BatchReason.Trial));
            }
        }
    }

    private static void Step(BatchController controller, NoisyTimes random, int maxRows, int max, int i)
    {
        int waiting = random.Chance(0.5) ? random.Next(1, 50) : random.Next(1, 30_000), inFlight = random.Next(0, max);
        double slack = random.Chance(0.3) ? double.PositiveInfinity : random.Between(-0.2, 0.3);
        BatchPlan plan = controller.Plan(new QueueView(waiting, random.Between(0, 0.3), slack, inFlight));
        Assert.True(plan is { Refuse: 1, Take: 0 } || (plan.Refuse == 0 && plan.Take >= 1 && plan.Take <= Math.Min(waiting, maxRows)), $"{plan} of {waiting}");
        Assert.True(plan.Refuse == 0 || waiting > 1);
        Assert.InRange(controller.Limit, 1, max);
        if (plan.Take == 0) return;
        double now = i * 0.01, seconds = random.Chance(0.05) ? random.Between(0, 10) : (0.001 + (0.0001 * plan.Take)) * random.LogNormal(0.2);
        controller.OnGranting(inFlight, now);
        controller.OnTaken(plan.Reason, plan.Take);
        if (random.Chance(0.1)) controller.OnFailed(plan.Reason == BatchReason.Trial, inFlight + 1, now);
        else controller.OnServed(new ServedBatch(plan.Take, inFlight + 1, seconds, inFlight + 1, now + 0.005, plan.Reason == BatchReason.Trial));
        if (random.Chance(0.01)) controller.OnTooLarge(plan.Take, plan.Reason == BatchReason.Trial, now);
        if (random.Chance(0.01)) controller.OnTimedOut(plan.Take, random.Between(0, 0.1), plan.Reason == BatchReason.Trial, now);
    }

    private static BatchController Learned(ControlSettings settings, out double now, Func<int, double>? time = null)
    {
        var controller = new BatchController(settings);
        now = 0;
        for (int i = 0; i < 200; i++) Serve(controller, ref now, time ?? (static rows => 0.01 + (0.0001 * rows)));
        return controller;
    }

    /// <summary>One request to an endpoint that refuses larger ones.</summary>
    private static int ServeUpTo(BatchController controller, int largest, ref double now)
    {
        BatchPlan plan = controller.Plan(in s_crowd);
        bool isTrial = plan.Reason == BatchReason.Trial;
        if (plan.Take <= largest) return Serve(controller, ref now, static rows => 0.1 + (0.0001 * rows));
        controller.OnTaken(plan.Reason, plan.Take);
        controller.OnTooLarge(plan.Take, isTrial, now);
        controller.OnFailed(isTrial, 1, now);
        return plan.Take;
    }

    /// <summary>One request after the other, with more rows waiting than any takes.</summary>
    private static int Serve(BatchController controller, ref double now, Func<int, double> time)
    {
        BatchPlan plan = controller.Plan(in s_crowd);
        controller.OnGranting(0, now);
        controller.OnTaken(plan.Reason, plan.Take);
        double seconds = time(plan.Take);
        now += seconds;
        controller.OnServed(new ServedBatch(plan.Take, 1, seconds, 1, now, plan.Reason == BatchReason.Trial));
        return plan.Take;
    }

    /// <summary>Has seen sizes up to 200, and then requests of 21 rows.</summary>
    private static BatchController Settled(bool isRemote)
    {
        var controller = new BatchController(new ControlSettings { MaxRows = 200, StartParallel = 16, MaxParallel = 16, SharesRows = isRemote, TriesSizes = false });
        double now = 0;
        foreach (int rows in new[] { 200, 100, 50, 21 })
        {
            for (int i = 0; i < 40; i++) controller.OnServed(new ServedBatch(rows, 16, 0.02 + (0.0008 * rows), 16, now += 0.002, false));
        }

        return controller;
    }
}
