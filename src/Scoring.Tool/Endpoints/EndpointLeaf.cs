using Scoring.Http;
using Scoring.Tool.Input;
using Scoring.Tool.Sampling;

namespace Scoring.Tool.Endpoints;

/// <summary>Opens an endpoint as it is by itself: without retries, isolation and batching, which would hide what it does.</summary>
internal static class EndpointLeaf
{
    private const int ServerErrors = 500, TooManyRequests = 429;

    /// <summary>Servers that fail when they are asked what they take may score all the same.</summary>
    public static bool TellsNothing(ScoringException error) => error is ScoringModelException or ScoringEndpointException { Status: >= ServerErrors or TooManyRequests };

    /// <param name="endpoint">The endpoint.</param>
    /// <param name="sample">Its columns are the signature where the endpoint does not tell it; null for an error then.</param>
    /// <param name="sendsVectors">Whether a single column is a vector of one.</param>
    /// <param name="notes">Told where the signature comes from.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="ScoringException">The endpoint cannot be used.</exception>
    public static async Task<HttpScoringClient> OpenAsync(Endpoint endpoint, SampleFile? sample, bool sendsVectors, TextWriter notes, CancellationToken cancellationToken)
    {
        HttpScoringClient client = endpoint.CreateClient();
        try
        {
            await client.GetSignatureAsync(cancellationToken).ConfigureAwait(false);
            return client;
        }
        catch (ScoringException error) when (TellsNothing(error) && sample is not null)
        {
            await client.DisposeAsync().ConfigureAwait(false);
            ScoringSignature signature = sample.Guess(endpoint.Place, sendsVectors);
            ShowGuess(signature, sample.Name, error, notes);
            return endpoint.CreateClient(signature);
        }
        catch
        {
            await client.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    public static void ShowGuess(ScoringSignature signature, string file, ScoringException reason, TextWriter notes)
    {
        string columns = ColumnFinder.Join(signature.Inputs.Select(static input => $"{input.Name} {input.Type}{(input.Shape is { Rank: > 0 } shape ? $" {shape}" : "")}"));
        notes.WriteLine($"scoring: {PlainText.Of(OptionNames.Translate(reason.Message))}");
        notes.WriteLine($"scoring: the header of {file} is taken as the signature: {PlainText.Of(columns)}");
    }
}
