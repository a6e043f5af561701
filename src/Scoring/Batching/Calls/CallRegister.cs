using Microsoft.Extensions.ObjectPool;
using Scoring.Concurrency;

namespace Scoring.Batching.Calls;

/// <summary>The calls of a client: those inside, so that a shutdown can wait for them or end them, and those to be used again.</summary>
internal sealed class CallRegister
{
    /// <summary>Calls in flight at once in a busy application; beyond that a call is simply made anew.</summary>
    private const int MaxRetained = 256;

    private readonly DefaultObjectPool<CutCall> _pool;
    private readonly ActiveCalls<CutCall> _active = new();

    public CallRegister(IWorkStarter starter, Func<CallRegister, CutCall> create)
    {
        Intake = new Intake(starter);
        _pool = new DefaultObjectPool<CutCall>(new Policy(this, create), MaxRetained);
    }

    /// <summary>Counts the calls inside, from before they begin.</summary>
    public Intake Intake { get; }

    public CutCall Get() => _pool.Get();

    /// <summary>A call has begun and can be ended. False when it has to be, because the client is shut down.</summary>
    public bool TryRegister(CutCall call) => _active.TryAdd(call);

    /// <summary>The caller is about to be told.</summary>
    public void OnEnded(CutCall call)
    {
        _active.Remove(call);
        Intake.Exit();
    }

    /// <summary>Nobody holds the call any more.</summary>
    public void Return(CutCall call) => _pool.Return(call);

    /// <summary>Ends all calls that have begun, and those that still will.</summary>
    public void EndAll() => _active.EndAll(static call => call.End(CallEnd.ShutDown));

    private sealed class Policy(CallRegister register, Func<CallRegister, CutCall> create) : IPooledObjectPolicy<CutCall>
    {
        public CutCall Create() => create(register);

        public bool Return(CutCall call) => true;
    }
}
