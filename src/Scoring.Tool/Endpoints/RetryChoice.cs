using System.Globalization;
using Scoring.Resilience;

namespace Scoring.Tool.Endpoints;

/// <summary>Makes the rules of retries that the options ask for. Status 503 is always one of them.</summary>
internal static class RetryChoice
{
    private const int TooManyRequests = 429;

    private const string Connection = "connection", Timeout = "timeout";

    /// <exception cref="UsageException">An option cannot be followed.</exception>
    public static RetryOptions Create(EndpointSettings settings)
    {
        if (settings.MaxAttempts is < 1) throw new UsageException($"--max-attempts is {settings.MaxAttempts}; it must be 1 or more.");
        var options = new RetryOptions { MaxAttempts = settings.MaxAttempts };
        if (settings.RetryOn.Count == 0) options.Statuses.Add(TooManyRequests);
        foreach (string reason in settings.RetryOn)
        {
            if (reason == Connection) options.RetryConnectionFailures = true;
            else if (reason == Timeout) options.RetryTimeouts = true;
            else options.Statuses.Add(StatusOf(reason));
        }

        return options;
    }

    private static int StatusOf(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int status) && status is >= 300 and <= 599
            ? status
            : throw new UsageException($"--retry-on '{text}' is no status from 300 to 599, nor {Connection}, nor {Timeout}.");
}
