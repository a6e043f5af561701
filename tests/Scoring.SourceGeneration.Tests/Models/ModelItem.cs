using System.Collections;
using Microsoft.Build.Framework;

namespace Scoring.SourceGeneration.Tests.Models;

/// <summary>A <c>ScoringModel</c> as the targets hand it to the task.</summary>
internal sealed class ModelItem(string model, string graphFile, string row) : ITaskItem
{
    public const string Project = "/app/App.csproj";

    private readonly Dictionary<string, string> _metadata = new()
    {
        ["ModelPath"] = model,
        ["GraphFile"] = graphFile,
        ["Row"] = row,
        ["DefiningProjectFullPath"] = Project,
    };

    public string ItemSpec { get; set; } = model;

    public ICollection MetadataNames => _metadata.Keys;

    public int MetadataCount => _metadata.Count;

    public string GetMetadata(string metadataName) => _metadata.GetValueOrDefault(metadataName, "");

    public void SetMetadata(string metadataName, string metadataValue) => _metadata[metadataName] = metadataValue;

    public void RemoveMetadata(string metadataName) => _metadata.Remove(metadataName);

    public void CopyMetadataTo(ITaskItem destinationItem) => throw new NotSupportedException();

    public IDictionary CloneCustomMetadata() => _metadata;
}
