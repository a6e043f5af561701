using Scoring.Json.Reading.Fast;

namespace Scoring.Tests.Json.Reading;

public sealed class FastTextTests
{
    /// <summary>Every length, and a difference in every place within it and behind it, with vectors and without.</summary>
    [Fact]
    public void Texts_are_the_same_up_to_their_length_only()
    {
        for (int length = 1; length < 60; length++)
        {
            for (int difference = 0; difference < 64; difference++)
            {
                byte[] left = [.. Enumerable.Range(0, 80).Select(static i => (byte)i)], right = [.. left];
                right[difference] ^= 0x80;
                bool expected = difference >= length;
                Assert.Equal(expected, FastText.Same(ref left[0], ref right[0], length));
                if (length <= 16) Assert.Equal(expected, FastText.SameShort(ref left[0], ref right[0], length));
            }
        }
    }

    [Theory]
    [InlineData("[1, 2]", 2)]
    [InlineData("[1,2]", 1)]
    [InlineData("[1,", 1)]
    [InlineData("[1", 1)]
    public void The_gap_behind_commas_is_that_of_the_first(string text, int gap) => Assert.Equal(gap, FastText.GapBehindCommas(System.Text.Encoding.UTF8.GetBytes(text)));
}
