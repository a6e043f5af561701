namespace Scoring.Tool;

/// <summary>The command line asks for what cannot be done. The message names the option, its value and what to do.</summary>
internal sealed class UsageException(string message, Exception? innerException = null) : Exception(message, innerException);
