namespace Scoring.Onnx.Tests.Support;

/// <summary>Models and tables that are too large, or not ours, to lie in the repository. Tests that need them are skipped where they are missing.</summary>
internal static class SharedData
{
    /// <summary>The folder <c>shared/data</c> beside the repository; null where there is none.</summary>
    private static readonly string? s_folder = Find();

    /// <summary>The full path of a file or folder, or the calling test is skipped.</summary>
    public static string Require(string path)
    {
        string full = Path.Combine(s_folder ?? "", path);
        Assert.SkipUnless(s_folder is not null && Path.Exists(full), $"shared/data/{path} is not there; it belongs in a folder beside the repository.");
        return full;
    }

    private static string? Find()
    {
        DirectoryInfo? root = new(AppContext.BaseDirectory);
        while (root is not null && !File.Exists(Path.Combine(root.FullName, "Scoring.sln"))) root = root.Parent;
        string folder = Path.Combine(root?.Parent?.FullName ?? "", "shared", "data");
        return root?.Parent is not null && Directory.Exists(folder) ? folder : null;
    }
}
