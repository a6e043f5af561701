namespace Scoring.Browser.Tests;

/// <summary>What is asked of a page. Each gives what is wrong, in words.</summary>
internal static class PageScripts
{
    /// <summary>Visible text outside of charts whose contrast is less than 4.5 : 1 (WCAG 2.2, 1.4.3). The colours of charts have a test of their own.</summary>
    public const string TextOfLowContrast = """
        () => {
          const channels = colour => colour.match(/[\d.]+/g).map(Number);
          const luminance = colour => {
            const [r, g, b] = channels(colour).map(value => value / 255).map(value => value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4);
            return 0.2126 * r + 0.7152 * g + 0.0722 * b;
          };
          const ground = element => {
            for (; element; element = element.parentElement) {
              const colour = getComputedStyle(element).backgroundColor;
              if (channels(colour)[3] !== 0) return colour;
            }
            return "rgb(255, 255, 255)";
          };
          return [...document.querySelectorAll("main *")]
            .filter(element => !element.closest("svg") && element.checkVisibility() && [...element.childNodes].some(node => node.nodeType === 3 && node.data.trim()))
            .map(element => {
              const [low, high] = [luminance(getComputedStyle(element).color), luminance(ground(element))].sort((a, b) => a - b);
              return { element, ratio: (high + 0.05) / (low + 0.05) };
            })
            .filter(({ ratio }) => ratio < 4.5)
            .map(({ element, ratio }) => `${element.tagName} '${element.textContent.slice(0, 40)}' ${ratio.toFixed(2)}`);
        }
        """;

    /// <summary>Text of charts that is smaller than 10 pixels, beyond its chart, or over another text of it.</summary>
    public const string SmallOrOverlappingText = """
        () => [...document.querySelectorAll("figure svg")].filter(svg => svg.checkVisibility()).flatMap(svg => {
          const frame = svg.closest("figure").getBoundingClientRect(), scale = svg.getBoundingClientRect().width / svg.viewBox.baseVal.width;
          const texts = [...svg.querySelectorAll("text")].map(text => ({ words: text.textContent, box: text.getBoundingClientRect() }));
          const meet = (a, b) => a.left + 1 < b.right && b.left + 1 < a.right && a.top + 4 < b.bottom && b.top + 4 < a.bottom;
          return [
            ...scale * 12 < 10 ? [`${svg.querySelector("title").textContent}: text of ${scale * 12} pixels`] : [],
            ...texts.filter(text => text.box.left < frame.left || text.box.right > frame.right).map(text => `'${text.words}' is beyond its chart`),
            ...texts.flatMap((text, index) => texts.slice(index + 1).filter(other => meet(text.box, other.box)).map(other => `'${text.words}' over '${other.words}'`)),
          ];
        })
        """;

    /// <summary>Controls without a label, images without a name, tables without a caption, headings that skip a level.</summary>
    public const string Nameless = """
        () => {
          const named = element => element.getAttribute("aria-label") || (element.getAttribute("aria-labelledby") || "").split(" ").some(id => document.getElementById(id)?.textContent) || element.labels?.length;
          const levels = [...document.querySelectorAll("h1, h2, h3")].map(heading => Number(heading.tagName[1]));
          return [
            ...[...document.querySelectorAll("input, [role=img], [role=region], [tabindex], section")].filter(element => !named(element)).map(element => element.outerHTML.slice(0, 80)),
            ...[...document.querySelectorAll("table")].filter(table => !table.caption?.textContent).map(table => "a table has no caption"),
            ...levels.slice(1).filter((level, index) => level > levels[index] + 1).map(level => `h${level} comes too early`),
          ];
        }
        """;
}
