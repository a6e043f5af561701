using System.Diagnostics;
using Scoring.Benchmarks.Measuring;

namespace Scoring.Benchmarks.Json.Reading;

/// <summary>Measures reading: every text by every reader in turns, on this thread.</summary>
internal static class ReadingSuite
{
    private static readonly TimeSpan s_warmUp = TimeSpan.FromMilliseconds(200);

    public static List<ReadingFigure> Run(int rounds, TimeSpan window)
    {
        var figures = new List<ReadingFigure>();
        foreach (ReadingCase reading in ReadingCases.All()) figures.AddRange(Run(reading, rounds, window));
        return figures;
    }

    private static IEnumerable<ReadingFigure> Run(ReadingCase reading, int rounds, TimeSpan window)
    {
        int readers = reading.Readers.Count;
        double[][] rates = [.. reading.Readers.Select(_ => new double[rounds])];
        double[] bytes = new double[readers];

        // Twice, with time between: the second compilation is done in the background.
        for (int i = 0; i < 2 * readers; i++) Measure(reading.Readers[i % readers].Read, s_warmUp, out _);
        for (int round = 0; round < rounds; round++)
        {
            for (int i = 0; i < readers; i++)
            {
                int turn = (i + round) % readers;
                rates[turn][round] = Measure(reading.Readers[turn].Read, window, out bytes[turn]);
            }
        }

        int rival = reading.Readers.ToList().FindIndex(static reader => reader.Name == ReadingCases.Utf8);
        return reading.Readers.Select((reader, i) => new ReadingFigure(
            reading.Name,
            reader.Name,
            1e9 / (Interleaved.Median(rates[i]) * reading.Numbers),
            Interleaved.Median(rates[i]) * reading.Text.Length / 1e9,
            Interleaved.Ratio(rates[i], rates[rival]),
            bytes[i] / ReadingData.Rows));
    }

    /// <summary>Texts per second.</summary>
    private static double Measure(Action read, TimeSpan window, out double bytesPerText)
    {
        long bytes = GC.GetAllocatedBytesForCurrentThread(), started = Stopwatch.GetTimestamp();
        int count = 0;
        TimeSpan elapsed;
        do
        {
            for (int i = 0; i < 8; i++) read();
            count += 8;
            elapsed = Stopwatch.GetElapsedTime(started);
        }
        while (elapsed < window);
        bytesPerText = (double)(GC.GetAllocatedBytesForCurrentThread() - bytes) / count;
        return count / elapsed.TotalSeconds;
    }
}
