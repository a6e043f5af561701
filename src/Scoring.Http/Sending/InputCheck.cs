using Scoring.Records;

namespace Scoring.Http.Sending;

/// <summary>Checks the columns of a batch against a signature before anything is sent.</summary>
internal static class InputCheck
{
    /// <exception cref="ScoringBindingException">They are not those that the endpoint takes.</exception>
    public static void Check(ScoringSignature signature, ScoringProtocol protocol, RecordSchema rows)
    {
        int used = 0;
        foreach (SignatureColumn input in signature.Inputs)
        {
            if (Find(signature, input, rows) is not { } column)
            {
                if (!input.IsOptional) throw Mismatch(signature, rows);
                continue;
            }

            if (!protocol.Takes(input, column)) throw Mismatch(signature, rows);
            used++;
        }

        if (used != rows.Columns.Length) throw Mismatch(signature, rows);
    }

    /// <summary>By name; a batch of one column of any name feeds an endpoint of one input.</summary>
    public static ColumnSchema? Find(ScoringSignature signature, SignatureColumn input, RecordSchema rows)
    {
        int index = rows.IndexOf(input.Name);
        if (index >= 0) return rows.Columns[index];
        return rows.Columns.Length == 1 && signature.Inputs.Length == 1 ? rows.Columns[0] : null;
    }

    private static ScoringBindingException Mismatch(ScoringSignature signature, RecordSchema rows) => new(
        $"The batch does not fit endpoint '{signature.ModelName}'. Expected ({string.Join(", ", signature.Inputs)}), given {rows}. Columns are matched by name; types and the values per row must agree.");
}
