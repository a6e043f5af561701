using System.Text;
using Scoring.Http.Answers;

namespace Scoring.Http.Tests.Answers;

public class ErrorTextTests
{
    [Theory]
    [InlineData("""{"message": "no"}""", "no")]
    [InlineData("""{"error": "no"}""", "no")]
    [InlineData("""{"error_code": "BAD_REQUEST", "message": "no"}""", "BAD_REQUEST: no")]
    [InlineData("""{"code": 503, "type": "ServiceUnavailableException", "message": "Model busy"}""", "ServiceUnavailableException: Model busy")]
    [InlineData("""{"error": {"code": "BadArgument", "message": "no", "details": [{"code": "InputParseError", "target": "x", "message": "column 3"}]}}""", "BadArgument: no: InputParseError: column 3")]
    [InlineData("""{"error": {"code": "BadArgument", "message": "no"}, "details": [{"code": "InputParseError", "message": "column 3"}]}""", "BadArgument: no: InputParseError: column 3")]
    [InlineData("""{"detail": [{"loc": ["body", "x"], "msg": "field required", "type": "value_error"}]}""", """field required: ["body", "x"]""")]
    [InlineData("""{"detail": "Not Found"}""", "Not Found")]
    [InlineData(""" "{\"message\": \"inside\"}" """, "inside")]
    [InlineData("\uFEFF{\"message\": \"no\"}", "no")]
    [InlineData("""{"unknown": 1}""", """{"unknown": 1}""")]
    [InlineData("[1, 2", "[1, 2")]
    [InlineData("upstream connect error\nor disconnect", "upstream connect error or disconnect")]
    [InlineData("<html><head><title> 502 Bad Gateway </title></head><body><h1>nginx</h1></body></html>", "502 Bad Gateway")]
    [InlineData("<p>Out of <b>order</b></p>", "Out of order")]
    [InlineData("", "")]
    [InlineData("  \n", "")]
    public void Message_is_found_in_every_form(string body, string message) => Assert.Equal(message, ErrorText.MessageOf(Encoding.UTF8.GetBytes(body)));

    [Fact]
    public void Message_is_bounded_and_has_no_control_characters()
    {
        string message = ErrorText.MessageOf(Encoding.UTF8.GetBytes("a\u0007\u001b[31m" + new string('x', 100_000)));
        Assert.Equal(501, message.Length);
        Assert.DoesNotContain(message, char.IsControl);
    }

    [Fact]
    public void Text_is_not_cut_within_a_character()
    {
        string message = ErrorText.MessageOf(Encoding.UTF8.GetBytes("x" + string.Concat(Enumerable.Repeat("😀", 1000))));
        Assert.DoesNotContain('\uFFFD', Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(message)));
    }

    [Fact]
    public void Bytes_that_are_no_text_give_some_message()
    {
        byte[] bytes = new byte[10_000];
        new Random(3).NextBytes(bytes);
        Assert.True(ErrorText.MessageOf(bytes).Length <= 501);
    }
}
