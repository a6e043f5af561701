using System.Reflection;
using System.Runtime.InteropServices;
using ApiSnapshot;

namespace Scoring.Repository.Tests.Architecture;

/// <summary>Who holds a native pointer can free it twice: none leaves the assembly that owns it.</summary>
public sealed class NativeHandlesTests
{
    [Fact]
    public void Onnx_library_offers_no_pointer_and_no_handle() => Violations.AssertNone(
        "Native pointers and handles stay internal:",
        Assembly.Load("Scoring.Onnx").GetTypes().Where(Visibility.IsVisible).SelectMany(NativeHandles.In));

    [Theory]
    [InlineData(typeof(NativeMemory))]
    [InlineData(typeof(GCHandle))]
    [InlineData(typeof(Microsoft.Win32.SafeHandles.SafeFileHandle))]
    public void Search_finds_pointers_and_handles(Type type) => Assert.NotEmpty(NativeHandles.In(type));

    [Theory]
    [InlineData(typeof(string[]))]
    [InlineData(typeof(EventHandler))]
    [InlineData(typeof(TimeSpan))]
    public void Search_leaves_other_types_alone(Type type) => Assert.Empty(NativeHandles.In(type));
}
