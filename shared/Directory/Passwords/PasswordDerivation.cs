namespace Carbonio.Cloud.Directory;

/// <summary>Derives a hash from a password slowly, on the calling thread.</summary>
internal delegate void PasswordDerivation(string password, byte[] salt, int rounds, byte[] hash);
