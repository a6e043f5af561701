namespace Scoring.Simulation;

/// <summary>Which batches count.</summary>
internal static class MeasuredBatches
{
    extension(SentBatch batch)
    {
        public bool IsMeasured => batch.SentAt is >= SimulatedTime.MeasuredFromTicks and < SimulatedTime.RunTicks;
    }
}
