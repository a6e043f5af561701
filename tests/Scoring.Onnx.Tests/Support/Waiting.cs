namespace Scoring.Onnx.Tests.Support;

/// <summary>Waits that end: a run that should have been stopped, or was forgotten, fails its test instead of hanging it.</summary>
internal static class Waiting
{
    /// <summary>Much longer than anything here takes on a machine under load.</summary>
    private static readonly TimeSpan s_limit = TimeSpan.FromSeconds(120);

    public static Task OrFail(this Task task) => task.WaitAsync(s_limit);

    public static Task<T> OrFail<T>(this Task<T> task) => task.WaitAsync(s_limit);

    public static Task<T> OrFail<T>(this ValueTask<T> task) => task.AsTask().WaitAsync(s_limit);

    public static Task OrFail(this ValueTask task) => task.AsTask().WaitAsync(s_limit);
}
