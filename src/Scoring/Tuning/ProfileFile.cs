namespace Scoring.Tuning;

/// <summary>A profile in a file.</summary>
internal static class ProfileFile
{
    public static TuningProfile Read(string path)
    {
        string json;
        try
        {
            json = File.ReadAllText(path);
        }
        catch (Exception error) when (IsOfTheFile(error))
        {
            throw new ScoringProfileException($"The tuning profile '{path}' cannot be read: {error.Message} Check the path and its permissions, or let a sweep write it.", error);
        }

        try
        {
            return TuningProfile.FromJson(json);
        }
        catch (ScoringProfileException error)
        {
            throw new ScoringProfileException($"'{path}': {error.Message}", error);
        }
    }

    public static void Write(string path, string json)
    {
        string unfinished = $"{path}.{Path.GetRandomFileName()}.tmp";
        try
        {
            File.WriteAllText(unfinished, json);
            File.Move(unfinished, path, overwrite: true);
        }
        catch (Exception error) when (IsOfTheFile(error))
        {
            TryDelete(unfinished);
            throw new ScoringProfileException($"The tuning profile '{path}' cannot be written: {error.Message} Choose a folder that exists and may be written to.", error);
        }
    }

    private static void TryDelete(string path)
    {
        try
        {
            File.Delete(path);
        }
        catch (Exception error) when (IsOfTheFile(error))
        {
            // The first error is the one that matters.
        }
    }

    private static bool IsOfTheFile(Exception error) => error is IOException or UnauthorizedAccessException or NotSupportedException;
}
