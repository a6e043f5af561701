using Scoring.Fuzzing.Running;

namespace Scoring.Fuzzing.Documents;

/// <summary>Writes a document's values in one of the forms.</summary>
internal ref struct FormWriter(FuzzDocument document, FuzzSchema schema, SplitMix random)
{
    private static readonly byte[][] s_spaces = [[], " "u8.ToArray(), "\n  "u8.ToArray(), "\t \r\n"u8.ToArray()];

    private static readonly byte[][] s_others = ["1"u8.ToArray(), """{"x":[]}"""u8.ToArray(), "\"s\\u0041\""u8.ToArray(), "[null, true, -1e5]"u8.ToArray()];

    private static readonly byte[][] s_errors =
    [
        """{"error": "no such model"}"""u8.ToArray(),
        "\"'x' is no number\""u8.ToArray(),
        """{"error":{"code":"a","message":"b","details":[]}}"""u8.ToArray(),
        "\"[Errno 2] No such file\""u8.ToArray(),
        """{"message":"An unexpected error"}"""u8.ToArray(),
        """{"result":"failed"}"""u8.ToArray(),
    ];

    private SplitMix _random = random;

    /// <summary>0 none, 1 as Python does, 2 anything anywhere.</summary>
    private readonly int _spacing = random.Next(3);

    /// <summary>The order in which the columns are written; records may each have their own.</summary>
    private int _turn;

    public void Write(FuzzForm form)
    {
        switch (form)
        {
            case FuzzForm.Lists: WriteLists(); break;
            case FuzzForm.Records: WriteRecords(); break;
            case FuzzForm.Split: WriteSplit(); break;
            case FuzzForm.ColumnLists: WriteColumns(labels: false); break;
            case FuzzForm.ColumnObjects: WriteColumns(labels: true); break;
            case FuzzForm.Index: WriteIndex(); break;
            case FuzzForm.Tensors: WriteTensors(); break;
            default: WriteError(); break;
        }
    }

    private readonly int Columns => schema.Names.Length;

    private readonly int ColumnAt(int place) => (place + _turn) % Columns;

    private void WriteLists()
    {
        _turn = 0;
        Open('[');
        for (int row = 0; row < document.Rows; row++)
        {
            if (row > 0) Comma();
            if (Columns == 1) WriteCell(0, row, _random.OneIn(4));
            else WriteRow(row);
        }

        Close(']');
    }

    private void WriteRow(int row)
    {
        Open('[');
        for (int place = 0; place < Columns; place++)
        {
            if (place > 0) Comma();
            WriteCell(ColumnAt(place), row, false);
        }

        Close(']');
    }

    private void WriteRecords()
    {
        _turn = _random.Next(Columns);
        Open('[');
        for (int row = 0; row < document.Rows; row++)
        {
            if (row > 0) Comma();
            if (_random.OneIn(16)) _turn = _random.Next(Columns);
            WriteRecord(row);
        }

        Close(']');
    }

    private void WriteRecord(int row)
    {
        Open('{');
        for (int place = 0; place < Columns; place++)
        {
            if (place > 0) Comma();
            if (_random.OneIn(40)) WriteOther();
            WriteName(ColumnAt(place));
            WriteCell(ColumnAt(place), row, false);
        }

        Close('}');
    }

    private void WriteOther()
    {
        document.Write("\"other\": "u8);
        document.Write(_random.Pick<byte[]>(s_others));
        Comma();
    }

    private void WriteSplit()
    {
        _turn = 0;
        bool dataFirst = _random.OneIn(3), classic = _random.OneIn(2);
        Open('{');
        if (!dataFirst) WriteNames(classic);
        if (!dataFirst) Comma();
        Key(classic ? "Values"u8 : "data"u8);
        Open('[');
        for (int row = 0; row < document.Rows; row++)
        {
            if (row > 0) Comma();
            WriteRow(row);
        }

        Close(']');
        if (dataFirst) Comma();
        if (dataFirst) WriteNames(classic);
        Close('}');
    }

    private void WriteNames(bool classic)
    {
        Key(classic ? "ColumnNames"u8 : "columns"u8);
        Open('[');
        for (int place = 0; place < Columns; place++)
        {
            if (place > 0) Comma();
            document.Write('"');
            document.Write(schema.Names[ColumnAt(place)]);
            document.Write('"');
        }

        Close(']');
    }

    private void WriteColumns(bool labels)
    {
        _turn = _random.Next(Columns);
        int reversed = labels && _random.OneIn(2) ? document.Rows - 1 : 0;
        Open('{');
        for (int place = 0; place < Columns; place++)
        {
            if (place > 0) Comma();
            WriteName(ColumnAt(place));
            Open(labels ? '{' : '[');
            for (int item = 0; item < document.Rows; item++)
            {
                int row = Math.Abs(item - reversed);
                if (item > 0) Comma();
                if (labels) Label(row);
                WriteCell(ColumnAt(place), row, false);
            }

            Close(labels ? '}' : ']');
        }

        Close('}');
    }

    private void WriteIndex()
    {
        _turn = 0;
        int reversed = _random.OneIn(2) ? document.Rows - 1 : 0;
        Open('{');
        for (int item = 0; item < document.Rows; item++)
        {
            if (item > 0) Comma();
            Label(Math.Abs(item - reversed));
            WriteRecord(Math.Abs(item - reversed));
        }

        Close('}');
    }

    private void WriteTensors()
    {
        Open('{');
        Key("outputs"u8);
        Open('[');
        for (int column = 0; column < Columns; column++)
        {
            if (column > 0) Comma();
            WriteTensor(column);
        }

        Close(']');
        Close('}');
    }

    private void WriteTensor(int column)
    {
        int elements = schema.Column(column).Shape.ElementCount;
        Open('{');
        Key("name"u8);
        document.Write('"');
        document.Write(schema.Names[column]);
        document.Write("\","u8);
        Key("shape"u8);
        document.Write('[');
        document.Write(document.Rows);
        document.Write(',');
        document.Write(elements);
        document.Write("],"u8);
        Key("data"u8);
        Open('[');
        bool first = true;
        for (int row = 0; row < document.Rows; row++)
        {
            foreach (FuzzValue value in Values(column, row))
            {
                if (!first) Comma();
                document.Write(value.Text);
                first = false;
            }
        }

        Close(']');
        Close('}');
    }

    private void WriteError()
    {
        document.Write(_random.Pick<byte[]>(s_errors));
    }

    private readonly ReadOnlySpan<FuzzValue> Values(int column, int row)
    {
        int start = 0;
        for (int before = 0; before < column; before++) start += schema.Column(before).Shape.ElementCount;
        return document.Row(row).Slice(start, schema.Column(column).Shape.ElementCount);
    }

    private void WriteCell(int column, int row, bool bracket)
    {
        bracket |= schema.Column(column).Shape.Rank > 0;
        if (bracket) Open('[');
        bool first = true;
        foreach (FuzzValue value in Values(column, row))
        {
            if (!first) Comma();
            document.Write(value.Text);
            first = false;
        }

        if (bracket) Close(']');
    }

    private void WriteName(int column) => Key(schema.Names[column]);

    private void Label(int row)
    {
        document.Write('"');
        document.Write(row);
        document.Write('"');
        Colon();
    }

    private void Key(ReadOnlySpan<byte> name)
    {
        document.Write('"');
        document.Write(name);
        document.Write('"');
        Colon();
    }

    private void Open(char bracket)
    {
        document.Write(bracket);
        Space();
    }

    private void Close(char bracket)
    {
        Space();
        document.Write(bracket);
    }

    private void Comma()
    {
        Space();
        document.Write(',');
        if (_spacing == 1) document.Write(' ');
        Space();
    }

    private void Colon()
    {
        document.Write(':');
        if (_spacing == 1) document.Write(' ');
        Space();
    }

    private void Space()
    {
        if (_spacing == 2 && _random.OneIn(6)) document.Write(_random.Pick<byte[]>(s_spaces));
    }
}
