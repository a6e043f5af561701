using System.CommandLine;
using System.CommandLine.Parsing;

namespace Scoring.Tool.Commands;

/// <summary>Options that take one of a few words.</summary>
internal static class Choices
{
    /// <summary>Makes anything else an error that names the option.</summary>
    public static void Restrict(Option<string> option, params string[] words)
    {
        option.CompletionSources.Add(words);
        option.Validators.Add(result =>
        {
            foreach (Token token in result.Tokens)
            {
                if (!words.Contains(token.Value, StringComparer.Ordinal))
                    result.AddError($"{result.IdentifierToken?.Value} is '{token.Value}'; it must be {string.Join(", ", words[..^1])} or {words[^1]}.");
            }
        });
    }
}
