using System.Globalization;
using System.Text;

namespace Scoring.Benchmarks.Http.Serving;

/// <summary>An answer of any number of scores, put together beforehand: the server is to cost as little as it can.</summary>
internal sealed class ScoreAnswers
{
    private readonly byte[] _text;
    private readonly int[] _ends;

    public ScoreAnswers(int maxRows)
    {
        var text = new StringBuilder("[");
        _ends = new int[maxRows + 1];
        _ends[0] = 1;
        for (int row = 0; row < maxRows; row++)
        {
            text.Append(CultureInfo.InvariantCulture, $"{(row == 0 ? "" : ",")}{row}.25");
            _ends[row + 1] = text.Length;
        }

        _text = Encoding.ASCII.GetBytes(text.ToString());
    }

    /// <summary>All but the closing bracket.</summary>
    public ReadOnlySpan<byte> Of(int rows) => _text.AsSpan(0, _ends[rows]);
}
