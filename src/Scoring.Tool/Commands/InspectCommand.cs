using System.CommandLine;
using System.Runtime.CompilerServices;
using Scoring.Http;
using Scoring.Onnx;
using Scoring.Tool.Endpoints;
using Scoring.Tool.Reporting;

namespace Scoring.Tool.Commands;

/// <summary><c>scoring inspect</c>: the load report of a model, or what an endpoint tells of itself.</summary>
internal static class InspectCommand
{
    public static Command Create(CommonOptions common, Terminal terminal)
    {
        var model = new Argument<string>("MODEL") { Description = "An .onnx file, or the URL of an endpoint." };
        Option<string> output = OutputOption.Create();
        var endpoint = new EndpointOptions();
        var command = new Command("inspect", "Loads a model and shows what it takes and gives and how it would be run, or asks an endpoint what it takes and gives.") { model, output };
        endpoint.AddBasicTo(command);
        command.SetAction(async (arguments, cancellationToken) =>
        {
            string name = arguments.GetRequiredValue(model);
            bool isJson = OutputOption.IsJson(arguments, output);
            string? library = arguments.GetValue(common.OnnxRuntime);
            EndpointSettings settings = endpoint.ReadBasic(arguments);
            if (EndpointUrl.Is(name)) await InspectEndpointAsync(name, settings, library, isJson, terminal, cancellationToken).ConfigureAwait(false);
            else await InspectModelAsync(name, settings, library, isJson, terminal).ConfigureAwait(false);
            return (int)ExitCode.Ok;
        });
        return command;
    }

    private static async Task InspectModelAsync(string model, EndpointSettings settings, string? library, bool isJson, Terminal terminal)
    {
        ModelTarget.RefuseEndpointOptions(model, settings);
        OnnxScoringClient client = OnnxScoringClient.Load(model, new OnnxScoringOptions { LibraryPath = library });
        await using ConfiguredAsyncDisposable disposal = client.ConfigureAwait(false);
        if (isJson) ModelJson.Write(client.Info, terminal);
        else ModelTable.Write(client.Info, terminal);
    }

    private static async Task InspectEndpointAsync(string url, EndpointSettings settings, string? library, bool isJson, Terminal terminal, CancellationToken cancellationToken)
    {
        EndpointOptions.RefuseRuntime(library);
        var endpoint = new Endpoint(url, settings);
        HttpScoringClient client = endpoint.CreateClient();
        await using ConfiguredAsyncDisposable disposal = client.ConfigureAwait(false);
        ScoringSignature signature = await client.GetSignatureAsync(cancellationToken).ConfigureAwait(false);
        bool? isReady = await client.IsReadyAsync(cancellationToken).ConfigureAwait(false);
        if (isJson) EndpointJson.Write(endpoint, signature, isReady, terminal);
        else EndpointTable.Write(endpoint, signature, isReady, terminal);
    }
}
