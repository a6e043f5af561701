namespace Scoring.Benchmarks.Measuring;

/// <summary>Tells work that goes on by itself to stop.</summary>
internal sealed class StopFlag
{
    private volatile bool _isSet;

    public bool IsSet => _isSet;

    public void Set() => _isSet = true;
}
