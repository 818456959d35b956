using System.Text;
using System.Xml;
using Carbonio.Cloud.ActiveSync.Autodiscover;

namespace Carbonio.Cloud.Functions.Admin;

/// <summary>
/// A configuration profile for iPhones and iPads (<c>.mobileconfig</c>) that sets up one Exchange account with its password:
/// whoever opens the file need type nothing.
/// </summary>
/// <remarks>Apple Device Management: TopLevel, and ExchangeActiveSync (<c>com.apple.eas.account</c>).</remarks>
/// <param name="Address">Address of the account, which is its login name too.</param>
/// <param name="Name">Name of the person, for the title.</param>
/// <param name="Password">The mobile password.</param>
/// <param name="CredentialId">Its id. A profile of the same account and password takes the place of the one before.</param>
/// <param name="Server">Where the phone finds the server.</param>
internal sealed record MobileProfile(string Address, string Name, string Password, string CredentialId, ServerAddress Server)
{
    private const string Organization = "Carbonio Cloud";
    private const string PublicId = "-//Apple//DTD PLIST 1.0//EN";
    private const string SystemId = "http://www.apple.com/DTDs/PropertyList-1.0.dtd";

    // With its port where that is not the scheme's own.
    private string Host => Server.Origin[(Server.Origin.IndexOf("://", StringComparison.Ordinal) + 3)..];

    /// <summary>The profile as a property list in XML.</summary>
    /// <param name="newId">Gives the ids that Apple wants for profile and payload.</param>
    public byte[] ToXml(Func<Guid> newId)
    {
        var buffer = new MemoryStream();
        using (var xml = XmlWriter.Create(buffer, new() { Encoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), Indent = true, NewLineChars = "\n" }))
        {
            var identifier = $"cloud.carbonio.eas.{CredentialId}.{Address}";
            xml.WriteStartDocument();
            xml.WriteDocType("plist", PublicId, SystemId, null);
            xml.WriteStartElement("plist");
            xml.WriteAttributeString("version", "1.0");
            xml.WriteStartElement("dict");
            Key(xml, "PayloadContent");
            xml.WriteStartElement("array");
            xml.WriteStartElement("dict");
            Text(xml, "EmailAddress", Address);
            Text(xml, "Host", Host);
            Text(xml, "Password", Password);
            Key(xml, "SSL");
            xml.WriteElementString(Server.IsHttps ? "true" : "false", null);
            Text(xml, "UserName", Address);
            Payload(xml, "com.apple.eas.account", identifier + ".account", Address, newId());
            xml.WriteEndElement();
            xml.WriteEndElement();
            Payload(xml, "Configuration", identifier, $"{Name} ({Host})", newId());
            xml.WriteEndElement();
            xml.WriteEndElement();
        }

        return buffer.ToArray();
    }

    private static void Payload(XmlWriter xml, string type, string identifier, string name, Guid id)
    {
        Text(xml, "PayloadDisplayName", name);
        Text(xml, "PayloadIdentifier", identifier);
        Text(xml, "PayloadOrganization", Organization);
        Text(xml, "PayloadType", type);
        Text(xml, "PayloadUUID", id.ToString("D").ToUpperInvariant());
        Key(xml, "PayloadVersion");
        xml.WriteElementString("integer", "1");
    }

    private static void Text(XmlWriter xml, string key, string value)
    {
        Key(xml, key);
        xml.WriteElementString("string", value);
    }

    private static void Key(XmlWriter xml, string key) => xml.WriteElementString("key", key);
}
