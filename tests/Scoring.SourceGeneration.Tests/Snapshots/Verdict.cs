namespace Payments;

public enum Method : long { Cash, [Column("CREDIT")] Card }

public class Outer
{
    [ScoringResult(AllowNarrowing = true)]
    public sealed class Verdict(long label)
    {
        [Column("label")]
        public long Label { get; } = label;

        [Column("probs"), Shape(2)]
        public float[] Probabilities { get; init; } = [];

        [Column("method", AsString = true)]
        public Method Method { get; set; }

        [Column("until")]
        public DateTimeOffset Until { get; set; }

        public string Comment { get; set; } = "";

        public double? Margin { get; set; }

        public bool IsCash => Method == Method.Cash;
    }
}
