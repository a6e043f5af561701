using Scoring.Json;
using Scoring.Records;

namespace Scoring.Tests.Json.Reading;

/// <summary>The forms that servers send.</summary>
public sealed class JsonFrameReaderFormTests
{
    private static readonly RecordSchema s_pair = Frames.Schema(Frames.Column("a"), Frames.Column("b", ElementType.String));
    private static readonly RecordSchema s_one = Frames.Schema(Frames.Column("score"));
    private static readonly RecordSchema s_vector = Frames.Schema(Frames.Column("p", ElementType.Float32, [2]));

    [Theory]
    [InlineData("""[[1,"x"],[2.5,"y"]]""")]
    [InlineData("""[{"a":1,"b":"x"},{"b":"y","a":2.5}]""")]
    [InlineData("""[{"a":1,"more":{"deep":[1,2,{}]},"b":"x"},{"b":"y","a":9,"a":2.5}]""")]
    [InlineData("""{"columns":["a","b"],"index":[0,1],"data":[[1,"x"],[2.5,"y"]]}""")]
    [InlineData("""{"index":[0,1],"data":[["x",1],["y",2.5]],"columns":["b","a"]}""")]
    [InlineData("""{"columns":["b","other","a"],"data":[["x",null,1],["y",[1,2],2.5]]}""")]
    [InlineData("""{"schema":{"fields":[{"name":"index","type":"integer"}],"pandas_version":"1.4.0"},"data":[{"index":0,"a":1,"b":"x"},{"index":1,"a":2.5,"b":"y"}]}""")]
    [InlineData("""{"a":[1,2.5],"b":["x","y"]}""")]
    [InlineData("""{"b":["x","y"],"z":[1],"a":[1,2.5]}""")]
    [InlineData("""{"a":{"0":1,"1":2.5},"b":{"0":"x","1":"y"}}""")]
    [InlineData("""{"a":{"1":2.5,"0":1},"b":{"1":"y","0":"x"}}""")]
    [InlineData("""{"a":{"r":1,"q":2.5},"b":{"r":"x","q":"y"}}""")]
    [InlineData("""{"0":{"a":1,"b":"x"},"1":{"a":2.5,"b":"y"}}""")]
    [InlineData("""{"1":{"a":2.5,"b":"y"},"0":{"b":"x","a":1}}""")]
    [InlineData("""{"r":{"a":1,"b":"x"},"q":{"a":2.5,"b":"y"}}""")]
    [InlineData("""{"predictions":[[1,"x"],[2.5,"y"]]}""")]
    [InlineData("""{"predictions":[{"a":1,"b":"x"},{"a":2.5,"b":"y"}],"model":"m"}""")]
    [InlineData("""{"outputs":{"a":[1,2.5],"b":["x","y"]}}""")]
    [InlineData("""{"result":[[1,"x"],[2.5,"y"]],"error":null,"message":"done"}""")]
    [InlineData("""{"Results":{"WebServiceOutput0":[{"a":1,"b":"x"},{"a":2.5,"b":"y"}]}}""")]
    [InlineData("""{"Results":{"my output":[{"a":1,"b":"x"},{"a":2.5,"b":"y"}]}}""")]
    [InlineData("""{"Results":{"output1":{"type":"DataTable","value":{"ColumnNames":["a","b"],"ColumnTypes":["Numeric","String"],"Values":[["1","x"],["2.5","y"]]}}}}""")]
    [InlineData("""{"Results":{"scored":{"type":"table","value":{"Values":[["x","1"],["y","2.5"]],"ColumnNames":["b","a"]}}}}""")]
    [InlineData("\"{\\\"result\\\": [[1, \\\"x\\\"], [2.5, \\\"y\\\"]]}\"")]
    [InlineData("\"\\\"[[1, \\\\\\\"x\\\\\\\"], [2.5, \\\\\\\"y\\\\\\\"]]\\\"\"")]
    [InlineData("""{"result":"[{\"a\":1,\"b\":\"x\"},{\"a\":2.5,\"b\":\"y\"}]"}""")]
    [InlineData("""{"model_name":"m","outputs":[{"name":"a","shape":[2],"datatype":"FP64","data":[1,2.5]},{"name":"b","shape":[2,1],"datatype":"BYTES","data":["x","y"]}]}""")]
    [InlineData("""{"outputs":[{"data":[["x"],["y"]],"name":"b","datatype":"BYTES","shape":[2,1]},{"name":"c","shape":[1],"data":[{}]},{"name":"a","shape":[2],"datatype":"FP64","data":[1,2.5]}]}""")]
    [InlineData("""{"dataframe_split":{"columns":["a","b"],"data":[[1,"x"],[2.5,"y"]]}}""")]
    [InlineData(" \t\r\n[ [ 1 , \"x\" ] ,\n[ 2.5 , \"y\" ] ] \n")]
    [InlineData("\uFEFF[[1,\"x\"],[2.5,\"y\"]]")]
    [InlineData("""[{"\u0061":1,"b":"x"},{"a":2.5,"\u0062":"\u0079"}]""")]
    public void Forms_of_two_columns_give_the_same_rows(string json)
    {
        Assert.Equal("1 x; 2.5 y", Frames.Read(json, s_pair));
        Assert.Equal("1 x; 2.5 y", Frames.Read(json, s_pair, 2));
        Assert.Equal(JsonFrameError.RowCount, Frames.Fail(json, s_pair, 1).Error);
        Assert.Equal(JsonFrameError.RowCount, Frames.Fail(json, s_pair, 3).Error);
    }

    [Theory]
    [InlineData("[1,2,3]")]
    [InlineData("[[1],[2],[3]]")]
    [InlineData("[[[1]],[2],3]")]
    [InlineData("""["1"," 2 ","3.0"]""")]
    [InlineData("""[{"score":1},{"score":[2]},{"score":"3"}]""")]
    [InlineData("""{"predictions":[1.0,2.0,3.0]}""")]
    [InlineData("""{"score":[1,2,3]}""")]
    [InlineData("""{"score":[[1],[2],[3]]}""")]
    [InlineData("""{"unknown":[1,2,3],"id":"7"}""")]
    [InlineData("""{"columns":["score"],"data":[[1],[2],[3]]}""")]
    [InlineData("""{"columns":[0],"data":[[1],[2],[3]]}""")]
    [InlineData("""{"data":[[1],[2],[3]]}""")]
    [InlineData("""{"data":[1,2,3]}""")]
    [InlineData("\"[1, 2, 3]\"")]
    public void Forms_of_one_scalar_column_give_the_same_rows(string json) => Assert.Equal("1; 2; 3", Frames.Read(json, s_one, 3));

    [Theory]
    [InlineData("[[1,2],[3,4]]")]
    [InlineData("""[{"p":[1,2]},{"p":[3,4]}]""")]
    [InlineData("""{"p":[[1,2],[3,4]]}""")]
    [InlineData("""{"columns":["c0","c1"],"data":[[1,2],[3,4]]}""")]
    [InlineData("""{"columns":["p"],"data":[[[1,2]],[[3,4]]]}""")]
    [InlineData("""{"p":{"0":[1,2],"1":[3,4]}}""")]
    [InlineData("""{"0":{"p":[1,2]},"1":{"p":[3,4]}}""")]
    [InlineData("""{"outputs":[{"name":"p","shape":[2,2],"datatype":"FP32","data":[1,2,3,4]}]}""")]
    [InlineData("""{"outputs":[{"name":"p","shape":[2,2],"datatype":"FP32","data":[[1,2],[3,4]]}]}""")]
    public void Forms_of_one_vector_column_give_the_same_rows(string json) => Assert.Equal("1,2; 3,4", Frames.Read(json, s_vector));

    [Fact]
    public void Rank_two_values_come_nested_or_flat()
    {
        RecordSchema schema = Frames.Schema(Frames.Column("m", ElementType.Int32, [2, 3]));
        Assert.Equal("1,2,3,4,5,6; 7,8,9,10,11,12", Frames.Read("[[[1,2,3],[4,5,6]],[7,8,9,10,11,12]]", schema));
        Assert.Equal(JsonFrameError.Mismatch, Frames.Fail("[[[1,2],[3,4],[5,6]]]", schema).Error);
    }

    [Theory]
    [InlineData("""{"a":1,"b":"x"}""")]
    [InlineData("""{"result":{"b":"x","a":1}}""")]
    public void A_single_record_is_one_row(string json) => Assert.Equal("1 x", Frames.Read(json, s_pair, 1));

    [Fact]
    public void A_single_number_is_one_row_of_one_column()
    {
        Assert.Equal("0.5", Frames.Read("0.5", s_one, 1));
        Assert.Equal("0.5", Frames.Read("""{"result":[0.5]}""", s_one, 1));
    }

    [Fact]
    public void A_path_is_followed_exactly()
    {
        var options = new JsonFrameReaderOptions { Path = ["Results", "out 2"] };
        Assert.Equal("3", Frames.Read("""{"Results":{"out 1":[1,2],"out 2":[3]}}""", s_one, options: options));
        Assert.Equal("3", Frames.Read("\"{\\\"Results\\\":{\\\"out 2\\\":[3]}}\"", s_one, options: options));
        Assert.Equal("3", Frames.Read("[3]", s_one, options: options));
        Assert.Contains("'out 2'", Frames.Fail("""{"Results":{"out 1":[1,2]}}""", s_one, options: options).Message, StringComparison.Ordinal);
        Assert.Equal(JsonFrameError.Mismatch, Frames.Fail("""{"Results":{"out 1":[1],"out 3":[3]}}""", s_one).Error);
    }

    [Fact]
    public void No_rows_are_rows_too()
    {
        Assert.Equal("", Frames.Read("[]", s_pair, 0));
        Assert.Equal("", Frames.Read("{}", s_pair, 0));
        Assert.Equal("", Frames.Read("""{"a":[],"b":[]}""", s_pair));
        Assert.Equal("", Frames.Read("""{"a":{},"b":{}}""", s_pair));
        Assert.Equal("", Frames.Read("""{"columns":["a","b"],"data":[]}""", s_pair));
        Assert.Equal(JsonFrameError.Mismatch, Frames.Fail("{}", s_pair).Error);
        Assert.Equal(JsonFrameError.Mismatch, Frames.Fail("null", s_pair).Error);
    }

    [Fact]
    public void Labels_that_are_the_numbers_from_0_say_which_row_it_is()
    {
        Assert.Equal("0; 1; 2; 3; 4; 5; 6; 7; 8; 9; 10", Frames.Read("""{"score":{"0":0,"1":1,"10":10,"2":2,"3":3,"4":4,"5":5,"6":6,"7":7,"8":8,"9":9}}""", s_one));
        Assert.Equal("5; 6", Frames.Read("""{"score":{"7":5,"9":6}}""", s_one));
        Assert.Equal("5; 6", Frames.Read("""{"score":{"1":5,"01":6}}""", s_one));
        Assert.Equal(JsonFrameError.Mismatch, Frames.Fail("""{"a":{"0":1,"1":2},"b":{"1":"x","0":"y"}}""", s_pair).Error);
    }

    [Fact]
    public void Columns_of_different_lengths_are_an_error()
    {
        Assert.Equal(JsonFrameError.RowCount, Frames.Fail("""{"a":[1,2],"b":["x"]}""", s_pair).Error);
        Assert.Equal(JsonFrameError.RowCount, Frames.Fail("""{"a":[1],"b":["x","y"]}""", s_pair).Error);
        Assert.Equal(JsonFrameError.RowCount, Frames.Fail("""{"outputs":[{"name":"a","shape":[2],"data":[1,2]},{"name":"b","shape":[1],"data":["x"]}]}""", s_pair).Error);
    }

    [Fact]
    public void Missing_values_are_NaN_null_or_an_error()
    {
        Assert.Equal("NaN null; NaN null; 1 null", Frames.Read("""[{},{"a":null,"b":null},{"a":1}]""", s_pair));
        Assert.Equal("NaN null; NaN x", Frames.Read("""[[null,null],["","x"]]""", s_pair));
        Assert.Equal("1 null; 2 null", Frames.Read("""{"a":[1,2]}""", s_pair));
        Assert.Equal("NaN,NaN; 1,NaN", Frames.Read("[null,[1,null]]", s_vector));
        RecordSchema ints = Frames.Schema(Frames.Column("a", ElementType.Int32), Frames.Column("f", ElementType.Boolean));
        Assert.Contains("cannot be missing", Frames.Fail("[[1,null]]", ints).Message, StringComparison.Ordinal);
        Assert.Contains("cannot be missing", Frames.Fail("""[{"a":1}]""", ints).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_unknown_column_is_left_out_or_an_error()
    {
        var strict = new JsonFrameReaderOptions { RejectUnknownColumns = true };
        Assert.Equal("1 x", Frames.Read("""[{"a":1,"c":2,"b":"x"}]""", s_pair));
        JsonFrameException error = Frames.Fail("""[{"a":1,"c":2,"b":"x"}]""", s_pair, options: strict);
        Assert.Equal((JsonFrameError.Mismatch, 8), (error.Error, error.ByteOffset));
    }

    [Fact]
    public void Bytes_in_base64_are_strings()
    {
        RecordSchema text = Frames.Schema(Frames.Column("t", ElementType.String));
        Assert.Equal("hi; yo", Frames.Read("""{"predictions":[{"b64":"aGk="},"yo"]}""", text));
        Assert.Equal("hi", Frames.Read("""{"predictions":[{"t":{"b64":"aGk="}}]}""", text));
        Assert.Equal(JsonFrameError.Mismatch, Frames.Fail("""{"predictions":[{"b64":"*"}]}""", text).Error);
    }
}
