using Scoring.Batching.Control;

namespace Scoring.Tests.Batching.Control;

/// <summary>Models that have learned exact times.</summary>
internal static class Models
{
    /// <summary>A model of <c>perRequest + perRow · rows</c> that has seen each size some times.</summary>
    public static ServiceTimeModel Linear(double perRequest, double perRow, params ReadOnlySpan<int> sizes)
    {
        var model = new ServiceTimeModel(maxParallel: 8, startParallel: 8);
        for (int i = 0; i < 8; i++)
        {
            foreach (int size in sizes) model.Add(size, 1, perRequest + (perRow * size));
        }

        return model;
    }
}
