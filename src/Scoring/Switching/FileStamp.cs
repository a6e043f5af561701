namespace Scoring.Switching;

/// <summary>What tells one content of a file from another without reading it.</summary>
internal readonly record struct FileStamp(string Target, long Length, DateTime WrittenAt)
{
    /// <summary>The file's, or that of the file a link leads to in the end; null while there is none.</summary>
    public static FileStamp? Of(string path)
    {
        try
        {
            string target = File.ResolveLinkTarget(path, returnFinalTarget: true)?.FullName ?? path;
            var file = new FileInfo(target);
            return file.Exists ? new FileStamp(target, file.Length, file.LastWriteTimeUtc) : null;
        }
        catch (IOException)
        {
            // It is being replaced at this moment.
            return null;
        }
    }
}
