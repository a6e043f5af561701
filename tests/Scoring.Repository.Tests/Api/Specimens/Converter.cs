namespace Scoring.Repository.Tests.Api.Specimens;

public delegate TOut? Converter<in TIn, out TOut>(TIn value, params ReadOnlySpan<int> sizes)
    where TIn : notnull, allows ref struct
    where TOut : class;
