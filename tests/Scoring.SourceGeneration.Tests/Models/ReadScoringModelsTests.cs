extern alias build;

using build::Scoring.Build;
using build::Scoring.Build.Graphs;
using Microsoft.Build.Framework;

namespace Scoring.SourceGeneration.Tests.Models;

public sealed class ReadScoringModelsTests : IDisposable
{
    private readonly TempFolder _folder = new();
    private readonly ErrorLog _log = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Graph_of_a_model_is_written()
    {
        string graph = _folder.Combine("scoring/taxi.txt");
        Assert.True(Run(new ModelItem(Path.Combine(AppContext.BaseDirectory, "Models", "taxi-gbdt.onnx"), graph, "Trip")));
        ModelGraph written = GraphText.TryRead(File.ReadAllText(graph))!;
        Assert.Equal([new GraphValue("features", "float32", "?,5")], written.Inputs);
        Assert.Empty(_log.Errors);
    }

    [Fact]
    public void Missing_file_is_an_error_at_the_project() => AssertFails("missing.onnx", "Trip", "SCORING020", "does not exist");

    [Fact]
    public void Damaged_file_is_an_error_at_the_project() => AssertFails(_folder.Write("damaged.onnx", [0x3a, 0x7f, 1]), "Trip", "SCORING021", "is not a readable ONNX model: field 7 at byte 2 wants 127 bytes, and the file has 1 left");

    [Fact]
    public void Folder_is_an_error_at_the_project() => AssertFails(_folder.FullName, "Trip", "SCORING020", "does not exist");

    [Fact]
    public void Model_without_types_is_an_error_at_the_project() => AssertFails("fare.onnx", "", "SCORING022", "neither a Row nor a Score");

    private void AssertFails(string model, string row, string code, string part)
    {
        Assert.False(Run(new ModelItem(model, _folder.Combine("graph.txt"), row)));
        BuildErrorEventArgs error = Assert.Single(_log.Errors);
        Assert.Equal((code, ModelItem.Project), (error.Code, error.File));
        Assert.Contains(part, error.Message!, StringComparison.Ordinal);
    }

    private bool Run(ITaskItem model) => new ReadScoringModels { BuildEngine = _log, Models = [model] }.Execute();
}
