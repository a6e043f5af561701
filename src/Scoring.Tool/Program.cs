using System.Runtime.InteropServices;

namespace Scoring.Tool;

/// <summary>The process: real streams, and signals as cancellation.</summary>
internal static class Program
{
    private static async Task<int> Main(string[] args)
    {
        using var cancellation = new CancellationTokenSource();
        using PosixSignalRegistration interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Cancel);
        using PosixSignalRegistration terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Cancel);
        return (int)await ScoringTool.RunAsync(args, StandardStreams.Open(), cancellation.Token).ConfigureAwait(false);

        // The second signal ends the process at once.
        void Cancel(PosixSignalContext context)
        {
            context.Cancel = !cancellation.IsCancellationRequested;
            cancellation.Cancel();
        }
    }
}
