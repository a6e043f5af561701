namespace Scoring.Tool.Diagnosis;

/// <summary>What is looked at, as reports name it.</summary>
internal static class Topics
{
    public const string Load = "load";
    public const string BatchAxis = "batch-axis";
    public const string Rows = "rows";
    public const string ZipMap = "zipmap";
    public const string Threads = "threads";
    public const string Speed = "speed";
    public const string Profile = "profile";
    public const string Reach = "reach";
    public const string Signature = "signature";
    public const string Credential = "credential";
    public const string Ready = "ready";
    public const string Clock = "clock";
    public const string Busy = "busy";
    public const string Answers = "answers";
    public const string Body = "body";
}
