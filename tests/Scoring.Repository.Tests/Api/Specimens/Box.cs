namespace Scoring.Repository.Tests.Api.Specimens;

public abstract class Box<T> : IDisposable
{
    public const string Separator = "a\"b\n";

    protected Box(T? content, CancellationToken cancellationToken = default, Colours colours = Colours.Red | Colours.Blue) =>
        (Content, Colours, Token) = (content, colours, cancellationToken);

    private protected Box()
    {
    }

    public event EventHandler<T>? Opened;

    public required (T First, List<string?>? Others) Pair { get; init; }

    public T? Content { get; protected set; }

    protected internal Colours Colours { get; }

    private CancellationToken Token { get; }

    public abstract ValueTask<T[]?> OpenAsync<TKey>(Dictionary<TKey, T> keys, double? scale = 0.5)
        where TKey : struct;

    public virtual void Dispose()
    {
        Opened?.Invoke(this, Content!);
        GC.SuppressFinalize(this);
    }

    public sealed override string ToString() => $"{Separator}{Token}";

    public struct Lid
    {
        public T Value;
    }
}
