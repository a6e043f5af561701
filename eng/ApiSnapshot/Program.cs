using System.Reflection;
using ApiSnapshot;

if (args is [var assemblyPath])
{
    Console.Write(ApiText.Of(Assembly.LoadFrom(Path.GetFullPath(assemblyPath))));
    return;
}

foreach (var library in Libraries.Names)
{
    var file = Libraries.SnapshotFile(library);
    Directory.CreateDirectory(Path.GetDirectoryName(file)!);
    File.WriteAllText(file, Libraries.CurrentApi(library));
    Console.WriteLine(Path.GetRelativePath(RepositoryRoot.Directory, file));
}
