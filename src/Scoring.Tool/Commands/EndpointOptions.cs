using System.CommandLine;
using Scoring.Tool.Endpoints;

namespace Scoring.Tool.Commands;

/// <summary>The options that say how an endpoint is spoken to.</summary>
internal sealed class EndpointOptions
{
    public Option<string?> Protocol { get; } = new("--protocol") { Description = $"What the endpoint speaks: {ProtocolNames.Join()}. Needed with a URL.", HelpName = "NAME" };

    public Option<string?> KeyEnv { get; } = new("--key-env") { Description = "The environment variable that holds the endpoint's key or token.", HelpName = "NAME" };

    public Option<TimeSpan?> Timeout { get; } = new("--timeout")
    {
        Description = "The longest time for one attempt, such as 500ms or 2m; 30s by default.",
        HelpName = "TIME",
        CustomParser = OptionParsers.Time,
    };

    public Option<string?> InputName { get; } = new("--input-name")
    {
        Description = "The endpoint's input: data by default for azureml, WebServiceInput0 for azureml-inputs, input1 for rrs.",
        HelpName = "NAME",
    };

    public Option<string?> FormatRows { get; } = new("--format-rows")
    {
        Description = "How rows are sent: records or values. As the endpoint's schema says; else records for azureml-inputs, values for others.",
        HelpName = "records|values",
    };

    public Option<string[]> RetryOn { get; } = new("--retry-on")
    {
        Description = "What is sent again besides 503: statuses, connection, timeout; 503,429 by default.",
        HelpName = "STATUS,…",
    };

    public Option<int?> MaxAttempts { get; } = new("--max-attempts")
    {
        Description = "Most attempts of a request; without end by default.",
        HelpName = "N",
        CustomParser = OptionParsers.Number,
    };

    public Option<string?> Failure { get; } = new("--failure")
    {
        Description = "What fails when a request does: its rows, bad ones alone (fail-rows, the default), or the command (fail-client).",
        HelpName = "fail-rows|fail-client",
    };

    /// <summary>Those that are needed to ask an endpoint what it takes.</summary>
    public void AddBasicTo(Command command)
    {
        foreach (Option option in (Option[])[Protocol, KeyEnv, Timeout]) command.Add(option);
    }

    /// <summary>Those that are needed to score there.</summary>
    public void AddScoringTo(Command command)
    {
        AddBasicTo(command);
        foreach (Option option in (Option[])[InputName, FormatRows]) command.Add(option);
    }

    public void AddAllTo(Command command)
    {
        AddScoringTo(command);
        foreach (Option option in (Option[])[RetryOn, MaxAttempts, Failure]) command.Add(option);
    }

    public EndpointSettings ReadBasic(ParseResult arguments) => new()
    {
        Protocol = arguments.GetValue(Protocol),
        KeyEnv = arguments.GetValue(KeyEnv),
        Timeout = arguments.GetValue(Timeout),
    };

    public EndpointSettings ReadScoring(ParseResult arguments) => ReadBasic(arguments) with
    {
        InputName = arguments.GetValue(InputName),
        FormatRows = arguments.GetValue(FormatRows),
    };

    public EndpointSettings ReadAll(ParseResult arguments) => ReadScoring(arguments) with
    {
        RetryOn = [.. (arguments.GetValue(RetryOn) ?? []).SelectMany(static list => list.Split(',', StringSplitOptions.TrimEntries))],
        MaxAttempts = arguments.GetValue(MaxAttempts),
        Failure = arguments.GetValue(Failure),
    };

    /// <exception cref="UsageException">A native library was named for an endpoint.</exception>
    public static void RefuseRuntime(string? library)
    {
        if (library is not null) throw new UsageException("--onnxruntime is for models in files; an endpoint runs its own. Leave it out.");
    }
}
