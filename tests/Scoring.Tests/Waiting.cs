namespace Scoring.Tests;

/// <summary>Waits for what happens on other threads.</summary>
internal static class Waiting
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(60);

    /// <summary>Lets others run until something is so.</summary>
    public static async Task UntilAsync(Func<bool> condition)
    {
        long from = TimeProvider.System.GetTimestamp();
        while (!condition())
        {
            if (TimeProvider.System.GetElapsedTime(from) > s_patience) Assert.Fail("It does not happen.");
            await Task.Yield();
        }
    }
}
