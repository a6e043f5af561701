namespace Scoring.Repository.Tests.Packaging;

/// <summary>Packs once for all tests of packages.</summary>
[CollectionDefinition(nameof(PackagingCollection))]
public sealed class PackagingCollection : ICollectionFixture<PackedPackages>;
