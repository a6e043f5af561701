using Microsoft.Build.Framework;
using Scoring.Build.Graphs;
using Scoring.Build.Onnx;

namespace Scoring.Build;

/// <summary>Writes the inputs and outputs of each <c>ScoringModel</c> into a text file, for the source generator to check rows and scores against.</summary>
public sealed class ReadScoringModels : ITask
{
    private const string MissingFile = "SCORING020", DamagedFile = "SCORING021", NothingToCheck = "SCORING022";

    /// <inheritdoc/>
    public IBuildEngine BuildEngine { get; set; } = null!;

    /// <inheritdoc/>
    public ITaskHost? HostObject { get; set; }

    /// <summary>The models, each with the metadata <c>Row</c>, <c>Score</c> and <c>GraphFile</c>, the file to write.</summary>
    [Required]
    public ITaskItem[] Models { get; set; } = [];

    /// <inheritdoc/>
    public bool Execute()
    {
        bool succeeded = true;
        foreach (ITaskItem model in Models) succeeded &= Read(model);
        return succeeded;
    }

    private bool Read(ITaskItem model)
    {
        string name = model.GetMetadata("ModelPath");
        if (model.GetMetadata("Row").Length == 0 && model.GetMetadata("Score").Length == 0)
            return Fail(model, NothingToCheck, $"ScoringModel '{name}' names neither a Row nor a Score, so there is nothing to check. Say which types go with it: <ScoringModel Include=\"{name}\" Row=\"Trip\" Score=\"Fare\" />.");
        if (!File.Exists(model.ItemSpec))
            return Fail(model, MissingFile, $"ScoringModel '{name}' does not exist: there is no file {Path.GetFullPath(model.ItemSpec)}. The path is relative to the project.");
        try
        {
            string text = GraphText.Write(OnnxGraphReader.Read(model.ItemSpec));
            string file = model.GetMetadata("GraphFile");
            Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(file))!);
            File.WriteAllText(file, text);
            return true;
        }
        catch (DamagedModelException exception)
        {
            return Fail(model, DamagedFile, $"ScoringModel '{name}' is not a readable ONNX model: {exception.Message}.");
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return Fail(model, DamagedFile, $"ScoringModel '{name}' cannot be read: {exception.Message}");
        }
    }

    /// <summary>The error stands at the project that names the model.</summary>
    private bool Fail(ITaskItem model, string code, string message)
    {
        string project = model.GetMetadata("DefiningProjectFullPath");
        string file = project.Length > 0 ? project : BuildEngine.ProjectFileOfTaskNode;
        BuildEngine.LogErrorEvent(new BuildErrorEventArgs(null, code, file, 0, 0, 0, 0, message, null, nameof(ReadScoringModels)));
        return false;
    }
}
