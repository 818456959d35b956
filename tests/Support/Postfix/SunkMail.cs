using System.Text;

namespace Carbonio.Cloud.Support.Postfix;

/// <summary>A mail as Postfix kept it for one recipient.</summary>
/// <param name="Sender">The envelope sender; empty for a bounce.</param>
/// <param name="Recipient">The envelope recipient that this copy is for.</param>
/// <param name="Message">The message with the lines that Postfix put in front: Return-Path, X-Original-To, Delivered-To, Received. Lines end with LF.</param>
public sealed record SunkMail(string Sender, string Recipient, ReadOnlyMemory<byte> Message)
{
    /// <summary>The message as text, byte for byte.</summary>
    public string Text { get; } = Encoding.Latin1.GetString(Message.Span);

    internal static SunkMail Read(byte[] message)
    {
        var lines = Encoding.UTF8.GetString(message).Split('\n');
        return new(Value("Return-Path").Trim('<', '>'), Value("Delivered-To"), message);

        string Value(string name) => lines.First(line => line.StartsWith(name + ": ", StringComparison.Ordinal))[(name.Length + 2)..];
    }
}
