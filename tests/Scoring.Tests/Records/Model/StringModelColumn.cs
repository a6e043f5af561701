using System.Text;
using Scoring.Records;

namespace Scoring.Tests.Records.Model;

internal sealed class StringModelColumn(string?[][] rows) : ModelColumn
{
    private static readonly string[] s_words = ["", "a", "Łódź", "東京", "\U0001F600", "\0", "plain words", new('x', 70), new('é', 200)];

    public override void Start(RecordBatch batch, int column) => Check(batch, column);

    public override void Write(RecordBatch batch, int column, int row, int seed)
    {
        if (rows[row].Length == 0) return;
        StringColumn target = batch.GetStrings(column);
        int element = seed % rows[row].Length;
        string text = s_words[seed % s_words.Length] + seed % 5;
        rows[row][element] = seed % 7 <= 1 ? null : text;
        switch (seed % 7)
        {
            case 0: target.SetNull(row, element); break;
            case 1: target.Set(row, (string?)null, element); break;
            case 2 or 3: target.SetUtf8(row, Encoding.UTF8.GetBytes(text), element); break;
            case 4: target.Set(row, text.AsSpan(), element); break;
            default: target.Set(row, text, element); break;
        }
    }

    public override void Check(RecordBatch batch, int column)
    {
        StringColumn strings = batch.GetStrings(column);
        for (int row = 0; row < rows.Length; row++)
        {
            for (int element = 0; element < rows[row].Length; element++)
            {
                Assert.Equal(rows[row][element], strings.GetString(row, element));
                Assert.Equal(rows[row][element] is null, strings.IsNull(row, element));
            }
        }
    }

    public override ModelColumn Part(int start, int count) => new StringModelColumn(rows[start..(start + count)]);
}
