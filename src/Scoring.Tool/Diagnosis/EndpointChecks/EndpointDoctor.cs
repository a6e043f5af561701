using System.Net;
using System.Runtime.CompilerServices;
using Scoring.Http;
using Scoring.Tool.Endpoints;
using Scoring.Tool.Sampling;

namespace Scoring.Tool.Diagnosis.EndpointChecks;

/// <summary>Looks at an endpoint.</summary>
internal sealed class EndpointDoctor(DoctorSettings settings, SampleFile? sample, Terminal terminal)
{
    /// <summary>Rows of the request that sizes and times are seen from.</summary>
    private const int SeveralRows = 100;

    private readonly List<Finding> _findings = [];

    /// <exception cref="UsageException">The options cannot be followed.</exception>
    public async Task<DiagnosisReport> ExamineAsync(CancellationToken cancellationToken)
    {
        using var log = new AnswerLog(new SocketsHttpHandler { AllowAutoRedirect = false, AutomaticDecompression = DecompressionMethods.None, UseCookies = false }, terminal.Time);
        using var http = new HttpClient(log) { Timeout = Timeout.InfiniteTimeSpan };
        var endpoint = new Endpoint(settings.Target, settings.Endpoint) { HttpClient = http };
        bool isReached = await ExamineAsync(endpoint, log, cancellationToken).ConfigureAwait(false);
        return new DiagnosisReport(endpoint.Place, _findings, isReached);
    }

    private async Task<bool> ExamineAsync(Endpoint endpoint, AnswerLog log, CancellationToken cancellationToken)
    {
        ExamineKey();
        _findings.Add(await ReachCheck.AskAsync(endpoint.Uri, endpoint.Place, endpoint.HttpClient!, settings.Endpoint.Timeout, terminal.Time, cancellationToken).ConfigureAwait(false));
        if (log.Answers.Count == 0) return false;
        try
        {
            HttpScoringClient client = await EndpointLeaf.OpenAsync(endpoint, sample, ProtocolChoice.SendsVectors(settings.Endpoint), terminal.Error, cancellationToken).ConfigureAwait(false);
            await using ConfiguredAsyncDisposable disposal = client.ConfigureAwait(false);
            await ExamineAsync(endpoint, client, log, cancellationToken).ConfigureAwait(false);
        }
        catch (ScoringException error)
        {
            _findings.Add(Explain(error));
        }

        _findings.Add(ClockCheck.Of(log.Answers));
        return true;
    }

    private void ExamineKey()
    {
        if (settings.Endpoint.KeyEnv is not { } variable || Environment.GetEnvironmentVariable(variable) is not { } key) return;
        if (CredentialCheck.OfKey(variable, key.Trim(), terminal.Time.GetUtcNow()) is { } finding) _findings.Add(finding);
    }

    private async Task ExamineAsync(Endpoint endpoint, HttpScoringClient client, AnswerLog log, CancellationToken cancellationToken)
    {
        ScoringSignature signature = await client.GetSignatureAsync(cancellationToken).ConfigureAwait(false);
        _findings.Add(Finding.Ok(Topics.Signature, $"{string.Join(", ", signature.Inputs)} → {string.Join(", ", signature.Outputs)}."));
        if (ReadinessCheck.AddressOf(settings.Endpoint.Protocol, endpoint.Uri) is { } address)
            _findings.Add(await ReadinessCheck.AskAsync(address, endpoint.Credential, endpoint.HttpClient!, terminal.Time, cancellationToken).ConfigureAwait(false));
        if (settings.Profile is { } profile) _findings.AddRange(await StaleProfileCheck.OfAsync(profile, client, cancellationToken).ConfigureAwait(false));
        if (sample is null)
        {
            _findings.Add(Finding.Note(Topics.Answers, "Nothing was scored, so answers, size of requests and load were not looked at.", "Give --sample FILE with a few rows."));
            return;
        }

        using Sample rows = sample.Read(signature);
        rows.ShowFailures(terminal.Error);
        await ProbeAsync(client, rows, log, cancellationToken).ConfigureAwait(false);
    }

    private async Task ProbeAsync(HttpScoringClient client, Sample rows, AnswerLog log, CancellationToken cancellationToken)
    {
        var probe = new EndpointProbe(client, rows.Rows.Slice(0, 1), terminal.Time);
        IReadOnlyList<ProbeAnswer> answers = await probe.SendOneByOneAsync(cancellationToken).ConfigureAwait(false);
        if (answers.FirstOrDefault(static answer => answer.Error is { } error && CredentialCheck.IsOf(error)).Error is { } refused)
        {
            _findings.Add(CredentialCheck.Refused(refused, settings.Endpoint.KeyEnv));
            return;
        }

        Finding alone = BusyCheck.OfOneByOne(answers);
        _findings.Add(CredentialCheck.LetIn(settings.Endpoint.KeyEnv));
        _findings.Add(alone);
        if (alone.Level == FindingLevel.Problem) return;
        long one = log.Answers[^1].RequestBytes;
        int count = Math.Min(rows.Count, SeveralRows);
        _findings.Add(await SpeedCheck.MeasureAsync(client, rows.Rows.Slice(0, count), terminal.Time, cancellationToken).ConfigureAwait(false));
        _findings.Add(BodyCheck.Of(settings.Endpoint.Protocol!, one, log.Answers[^1].RequestBytes, count, settings.MaxBatch));
        _findings.Add(BusyCheck.OfAtOnce(await probe.SendAtOnceAsync(settings.Parallel, cancellationToken).ConfigureAwait(false)));
    }

    private Finding Explain(ScoringException error)
    {
        string message = OptionNames.Translate(error.Message);
        if (CredentialCheck.IsOf(error)) return CredentialCheck.Refused(error, settings.Endpoint.KeyEnv);
        if (error is ScoringEndpointException { Failure: not EndpointFailure.Status }) return Finding.Problem(Topics.Reach, message, "See whether the server runs, and to host, port, proxy and firewall.");
        return EndpointLeaf.TellsNothing(error) && sample is null
            ? Finding.Note(Topics.Signature, message, "Give --sample FILE: its header is then taken as the signature.")
            : Finding.Problem(Topics.Answers, message, "See to the URL and to --protocol, and to the endpoint's log.");
    }
}
