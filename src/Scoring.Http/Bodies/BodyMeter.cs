using System.Diagnostics.Metrics;
using Scoring.Diagnostics;

namespace Scoring.Http.Bodies;

/// <summary>Measures how large the bodies of requests are.</summary>
internal sealed class BodyMeter(Uri endpoint, ScoringProtocol protocol, IMeterFactory? factory)
{
    private readonly ScoringInstruments _instruments = ScoringInstruments.From(factory);

    private readonly KeyValuePair<string, object?>[] _tags =
    [
        new(TagNames.Protocol, protocol.Name),
        new(TagNames.ServerAddress, endpoint.Host),
        new(TagNames.ServerPort, endpoint.Port),
    ];

    /// <param name="bytes">As sent, so compressed where that is asked for.</param>
    public void Record(int bytes)
    {
        if (!_instruments.RequestBodySize.Enabled) return;
        try
        {
            _instruments.RequestBodySize.Record(bytes, _tags);
        }
        catch (Exception)
        {
            // A listener's own failure is not to cost any row its score.
        }
    }
}
