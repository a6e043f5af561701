using System.Runtime.InteropServices;
using Scoring.Benchmarks.LocalOnnx.Rows;
using Scoring.Bindings;

namespace Scoring.Benchmarks.Adaptive.Models;

/// <summary>The models that the adaptive client is measured on, from the one that is mostly overhead to one whose rows are large.</summary>
internal static class ServedModels
{
    private const int Pixels = 28 * 28, Images = 4096;

    public static IReadOnlyList<IServedModel> All { get; } =
    [
        new ServedModel<Row4, (float, float, float)>("logreg4", new PackedRowBinding<Row4>(4), Random<Row4>(4)),
        new ServedModel<Row32, float>("mlp32", new PackedRowBinding<Row32>(Row32.Length), Random<Row32>(Row32.Length)),
        new ServedModel<Row20, float>("gbdt_reg20", new PackedRowBinding<Row20>(Row20.Length), Random<Row20>(Row20.Length)),
        new ServedModel<TaxiRow, float>("taxi-gbdt", new PackedRowBinding<TaxiRow>(5), new Lazy<TaxiRow[]>(RandomRows.TaxiRides)),
        new ServedModel<ReadOnlyMemory<float>, ReadOnlyMemory<float>>("mnist_dyn", RowBinding.Default<ReadOnlyMemory<float>>(), new Lazy<ReadOnlyMemory<float>[]>(MakeImages), windowFactor: 2),
    ];

    public static string[] Names { get; } = [.. All.Select(static model => model.Name)];

    private static Lazy<TRow[]> Random<TRow>(int features)
        where TRow : unmanaged =>
        new(() => MemoryMarshal.Cast<float, TRow>(RandomRows.Values(features)).ToArray());

    private static ReadOnlyMemory<float>[] MakeImages()
    {
        float[] values = RandomRows.Values(Pixels, Images);
        return [.. Enumerable.Range(0, Images).Select(image => new ReadOnlyMemory<float>(values, image * Pixels, Pixels))];
    }
}
