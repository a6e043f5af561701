using System.Globalization;
using System.Text;
using OpenTelemetry;
using OpenTelemetry.Metrics;

namespace Worker;

/// <summary>The metrics as text, as Prometheus reads them. An application takes the exporter of OpenTelemetry instead.</summary>
public sealed class TextScrape : BaseExporter<Metric>
{
    private readonly StringBuilder _text = new();

    public TextScrape() => Reader = new BaseExportingMetricReader(this);

    public BaseExportingMetricReader Reader { get; }

    public string Read()
    {
        _text.Clear();
        Reader.Collect();
        return _text.ToString().TrimEnd();
    }

    public override ExportResult Export(in Batch<Metric> batch)
    {
        foreach (Metric metric in batch) Write(metric);
        return ExportResult.Success;
    }

    private void Write(Metric metric)
    {
        string name = NameOf(metric);
        bool isHistogram = metric.MetricType == MetricType.Histogram;
        _text.Append(CultureInfo.InvariantCulture, $"# TYPE {name} {(isHistogram ? "histogram" : metric.MetricType.IsSum() && metric.MetricType is not (MetricType.LongSumNonMonotonic or MetricType.DoubleSumNonMonotonic) ? "counter" : "gauge")}\n");
        foreach (ref readonly MetricPoint point in metric.GetMetricPoints())
        {
            if (isHistogram) WriteHistogram(name, in point);
            else WriteLine(name, in point, ValueOf(metric, in point));
        }
    }

    private void WriteHistogram(string name, in MetricPoint point)
    {
        long count = 0;
        foreach (HistogramBucket bucket in point.GetHistogramBuckets())
        {
            count += bucket.BucketCount;
            string bound = double.IsPositiveInfinity(bucket.ExplicitBound) ? "+Inf" : bucket.ExplicitBound.ToString(CultureInfo.InvariantCulture);
            WriteLine($"{name}_bucket", in point, count, $"le=\"{bound}\"");
        }

        WriteLine($"{name}_sum", in point, point.GetHistogramSum());
        WriteLine($"{name}_count", in point, point.GetHistogramCount());
    }

    private void WriteLine(string name, in MetricPoint point, double value, string? last = null)
    {
        var tags = new List<string>();
        foreach (KeyValuePair<string, object?> tag in point.Tags) tags.Add($"{tag.Key.Replace('.', '_')}=\"{tag.Value}\"");
        if (last is not null) tags.Add(last);
        _text.Append(CultureInfo.InvariantCulture, $"{name}{{{string.Join(",", tags)}}} {value}\n");
    }

    private static string NameOf(Metric metric)
    {
        string name = metric.Name.Replace('.', '_');
        if (metric.Unit == "s") name += "_seconds";
        return metric.MetricType == MetricType.LongSum ? $"{name}_total" : name;
    }

    private static double ValueOf(Metric metric, in MetricPoint point) => metric.MetricType switch
    {
        MetricType.LongSum or MetricType.LongSumNonMonotonic => point.GetSumLong(),
        MetricType.DoubleSum or MetricType.DoubleSumNonMonotonic => point.GetSumDouble(),
        MetricType.LongGauge => point.GetGaugeLastValueLong(),
        _ => point.GetGaugeLastValueDouble(),
    };
}
