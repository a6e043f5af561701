using System.Text.Json;
using Scoring.Http;
using Scoring.Http.Protocols;
using Scoring.Json;

namespace Scoring.Tool.Endpoints;

/// <summary>Makes the protocol that the options ask for.</summary>
internal static class ProtocolChoice
{
    /// <exception cref="UsageException">There is no such protocol, or it has no use for an option.</exception>
    public static ScoringProtocol Create(EndpointSettings settings)
    {
        string name = settings.Protocol ?? throw new UsageException($"--protocol is needed with a URL; give one of {ProtocolNames.Join()}.");
        bool? records = Records(settings);
        return name switch
        {
            ProtocolNames.AzureML => new AzureMLProtocol { InputName = settings.InputName ?? "data", Layout = LayoutOf(records ?? false) },
            ProtocolNames.AzureMLInputs => Designer(settings, LayoutOf(records ?? true)),
            ProtocolNames.Classic => new ClassicProtocol { InputName = settings.InputName ?? "input1", UseRecords = records ?? false },
            ProtocolNames.MLflow => MLflow(settings, records ?? false),
            ProtocolNames.TensorFlow => Unnamed(settings, new TensorFlowServingProtocol()),
            ProtocolNames.OpenInference => Unnamed(settings, new OpenInferenceProtocol()),
            ProtocolNames.Plain => new PlainProtocol(Template(settings.InputName, records ?? false)),
            _ => throw new UsageException($"--protocol '{name}' is none; give one of {ProtocolNames.Join()}."),
        };
    }

    /// <summary>Whether rows are sent without names, so that one column is a vector of one.</summary>
    public static bool SendsVectors(EndpointSettings settings) => settings.Protocol switch
    {
        ProtocolNames.AzureML or ProtocolNames.Plain => Records(settings) != true,
        ProtocolNames.AzureMLInputs => Records(settings) == false,
        _ => false,
    };

    private static AzureMLProtocol Designer(EndpointSettings settings, JsonFrameLayout layout) =>
        AzureMLProtocol.Designer with { InnerInputName = settings.InputName ?? AzureMLProtocol.Designer.InnerInputName, Layout = layout };

    private static MLflowProtocol MLflow(EndpointSettings settings, bool records)
    {
        RefuseInputName(settings);
        return new MLflowProtocol { Input = records ? MLflowInput.DataframeRecords : MLflowInput.DataframeSplit };
    }

    private static ScoringProtocol Unnamed(EndpointSettings settings, ScoringProtocol protocol)
    {
        RefuseInputName(settings);
        if (settings.FormatRows is not null) throw new UsageException($"--format-rows has no use with --protocol {settings.Protocol}: the model's inputs say how rows are sent. Leave it out.");
        return protocol;
    }

    private static void RefuseInputName(EndpointSettings settings)
    {
        if (settings.InputName is not null) throw new UsageException($"--input-name has no use with --protocol {settings.Protocol}: its inputs are named by the model. Leave it out.");
    }

    private static bool? Records(EndpointSettings settings) => settings.FormatRows switch
    {
        null => null,
        ProtocolNames.Records => true,
        ProtocolNames.Values => false,
        _ => throw new UsageException($"--format-rows '{settings.FormatRows}' is neither {ProtocolNames.Records} nor {ProtocolNames.Values}."),
    };

    private static JsonFrameLayout LayoutOf(bool records) => records ? JsonFrameLayout.Records : JsonFrameLayout.Values;

    private static string Template(string? inputName, bool records)
    {
        string rows = records ? "{{records}}" : "{{values}}";
        return inputName is null ? rows : $"{{\"{JsonEncodedText.Encode(inputName)}\":{rows}}}";
    }
}
