using System.Runtime.InteropServices;

namespace Scoring.Tool;

/// <summary>The process: real streams, and signals as cancellation.</summary>
internal static class Program
{
    private static async Task<int> Main(string[] args)
    {
        using var cancellation = new CancellationTokenSource();
        var interruption = new Interruption(cancellation, TimeProvider.System);
        using PosixSignalRegistration interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Cancel);
        using PosixSignalRegistration terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Cancel);
        return (int)await ScoringTool.RunAsync(args, StandardStreams.Open(), cancellation.Token).ConfigureAwait(false);

        void Cancel(PosixSignalContext context) => context.Cancel = interruption.Signal();
    }
}
