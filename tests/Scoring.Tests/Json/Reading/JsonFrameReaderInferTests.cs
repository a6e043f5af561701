using System.Buffers;
using System.Text;
using Scoring.Json;
using Scoring.Records;

namespace Scoring.Tests.Json.Reading;

/// <summary>Columns found out from an answer.</summary>
public sealed class JsonFrameReaderInferTests
{
    [Theory]
    [InlineData("[1,2]", "('' Int64 [])")]
    [InlineData("[1,2.0]", "('' Float64 [])")]
    [InlineData("[1,null]", "('' Float64 [])")]
    [InlineData("[1,18446744073709551615]", "('' UInt64 [])")]
    [InlineData("[-1,18446744073709551615]", "('' Float64 [])")]
    [InlineData("""["a",null]""", "('' String [])")]
    [InlineData("[true,false]", "('' Boolean [])")]
    [InlineData("[[0.1,0.9],[1,0]]", "('' Float64 [2])")]
    [InlineData("[[[1,2,3],[4,5,6]]]", "('' Int64 [2, 3])")]
    [InlineData("""[[1,"x"],[2.5,"y"]]""", "('0' Float64 [], '1' String [])")]
    [InlineData("""[{"a":1,"b":"x"},{"b":"y"}]""", "('a' Float64 [], 'b' String [])")]
    [InlineData("""[{"p":[1,2],"l":true}]""", "('p' Int64 [2], 'l' Boolean [])")]
    [InlineData("""{"predictions":[NaN]}""", "('' Float64 [])")]
    [InlineData("""{"Results":{"WebServiceOutput0":[{"Scored Labels":1}]}}""", "('Scored Labels' Int64 [])")]
    [InlineData("""{"Results":{"o":{"type":"DataTable","value":{"ColumnNames":["a","b"],"Values":[["1","x"]]}}}}""", "('a' String [], 'b' String [])")]
    [InlineData("""{"columns":["a",7],"data":[[1,0.5]]}""", "('a' Int64 [], '7' Float64 [])")]
    [InlineData("""{"outputs":{"a":[1,2],"b":[[1.5],[2]]}}""", "('a' Int64 [], 'b' Float64 [1])")]
    [InlineData("""{"a":{"0":1},"b":{"0":"x"}}""", "('a' Int64 [], 'b' String [])")]
    [InlineData("""{"0":{"a":1,"b":"x"}}""", "('a' Int64 [], 'b' String [])")]
    [InlineData("""{"result":{"a":1,"b":"x"}}""", "('a' Int64 [], 'b' String [])")]
    [InlineData("""{"outputs":[{"name":"p","datatype":"FP32","shape":[3,2],"data":[1,2,3,4,5,6]}]}""", "('p' Float32 [2])")]
    [InlineData("\"{\\\"result\\\": [1.5]}\"", "('' Float64 [])")]
    [InlineData("3.5", "('' Float64 [])")]
    public void Columns_are_found_and_can_be_read(string json, string schema)
    {
        var text = new ReadOnlySequence<byte>(Encoding.UTF8.GetBytes(json));
        RecordSchema inferred = JsonFrameReader.Infer(text);
        Assert.Equal(schema, inferred.ToString());
        new JsonFrameReader(inferred).Read(text).Dispose();
    }

    [Theory]
    [InlineData("[]", JsonFrameError.Mismatch)]
    [InlineData("{}", JsonFrameError.Mismatch)]
    [InlineData("[[1],[1,2]]", JsonFrameError.Mismatch)]
    [InlineData("""{"a":[1],"x":3,"b":[2]}""", JsonFrameError.Mismatch)]
    [InlineData("""[1,{"a":1}]""", JsonFrameError.Mismatch)]
    [InlineData("""{"error":"no"}""", JsonFrameError.ServerError)]
    [InlineData("\"no\"", JsonFrameError.ServerError)]
    [InlineData("[1", JsonFrameError.Malformed)]
    public void Text_without_rows_that_fit_together_is_refused(string json, JsonFrameError error) =>
        Assert.Equal(error, Assert.Throws<JsonFrameException>(() => JsonFrameReader.Infer(new ReadOnlySequence<byte>(Encoding.UTF8.GetBytes(json)))).Error);
}
