using System.Globalization;
using System.Text;
using System.Xml;
using Carbonio.Cloud.Directory;

namespace Carbonio.Cloud.ActiveSync.Autodiscover;

/// <summary>Answers in XML.</summary>
internal static class PoxAnswer
{
    private const string ContentType = "text/xml; charset=utf-8";

    // The specification's own example, and what Exchange sends: its form is no language tag.
    private const string Culture = "en:us";

    private static readonly XmlWriterSettings Settings = new()
    {
        Encoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false),
        Indent = true,
        NewLineChars = "\n",
    };

    /// <summary>Where a phone syncs.</summary>
    /// <remarks>[MS-ASCMD] 4.2.4 Response - Case Server Settings, 6.2 Autodiscover MobileSync Namespace Schema.</remarks>
    public static EasAnswer MobileSync(AccountView account, ServerAddress server) => Write(200, xml =>
    {
        xml.WriteStartElement("Response", AutodiscoverNamespaces.MobileSync);
        xml.WriteElementString("Culture", Culture);
        xml.WriteStartElement("User");
        xml.WriteElementString("DisplayName", Clean(account.DisplayName));
        xml.WriteElementString("EMailAddress", Clean(account.Address));
        xml.WriteEndElement();
        xml.WriteStartElement("Action");
        xml.WriteStartElement("Settings");
        xml.WriteStartElement("Server");
        xml.WriteElementString("Type", "MobileSync");
        xml.WriteElementString("Url", server.ActiveSyncUrl);
        xml.WriteElementString("Name", server.ActiveSyncUrl);
        xml.WriteEndElement();
        xml.WriteEndElement();
        xml.WriteEndElement();
        xml.WriteEndElement();
    });

    /// <summary>The same for a program that asks like Outlook: the one service that there is, and none that there is not.</summary>
    /// <remarks>[MS-OXDSCLI] 2.2.4.1.1.2 Account. Its Type has no value for ActiveSync; MobileSync is the word of the other schema.</remarks>
    public static EasAnswer Outlook(AccountView account, ServerAddress server) => Write(200, xml =>
    {
        xml.WriteStartElement("Response", AutodiscoverNamespaces.Outlook);
        xml.WriteStartElement("User");
        xml.WriteElementString("DisplayName", Clean(account.DisplayName));
        xml.WriteElementString("AutoDiscoverSMTPAddress", Clean(account.Address));
        xml.WriteEndElement();
        xml.WriteStartElement("Account");
        xml.WriteElementString("AccountType", "email");
        xml.WriteElementString("Action", "settings");
        xml.WriteStartElement("Protocol");
        xml.WriteElementString("Type", "MobileSync");
        xml.WriteElementString("Server", server.ActiveSyncUrl);
        xml.WriteElementString("LoginName", Clean(account.Address));
        xml.WriteElementString("DomainRequired", "off");
        xml.WriteElementString("SPA", "off");
        xml.WriteElementString("SSL", server.IsHttps ? "on" : "off");
        xml.WriteElementString("AuthRequired", "on");
        xml.WriteEndElement();
        xml.WriteEndElement();
        xml.WriteEndElement();
    });

    /// <summary>Why there are no settings.</summary>
    /// <remarks>[MS-ASCMD] 2.2.3.63 Error, as a child of Response, 6.4 Autodiscover Response Schema.</remarks>
    public static EasAnswer Error(AutodiscoverRefusal refusal, uint serverId, DateTimeOffset now) => Write(refusal.HttpStatus, xml =>
    {
        xml.WriteStartElement("Response");
        xml.WriteStartElement("Error");
        xml.WriteAttributeString("Time", now.ToString("HH:mm:ss.fffffff", CultureInfo.InvariantCulture));
        xml.WriteAttributeString("Id", serverId.ToString(CultureInfo.InvariantCulture));
        xml.WriteElementString("ErrorCode", ((int)refusal.Code).ToString(CultureInfo.InvariantCulture));
        xml.WriteElementString("Message", refusal.Message);
        xml.WriteElementString("DebugData", "");
        xml.WriteEndElement();
        xml.WriteEndElement();
    });

    private static EasAnswer Write(int httpStatus, Action<XmlWriter> response)
    {
        var body = EasAnswer.NewBody();
        using (var xml = XmlWriter.Create(body, Settings))
        {
            xml.WriteStartDocument();
            xml.WriteStartElement("Autodiscover", AutodiscoverNamespaces.Response);
            response(xml);
            xml.WriteEndElement();
        }

        return EasAnswer.Document(httpStatus, ContentType, body);
    }

    /// <summary>What XML cannot hold becomes U+FFFD.</summary>
    private static string Clean(string text)
    {
        var clean = new StringBuilder(text.Length);
        foreach (var character in text.EnumerateRunes()) // a lone surrogate comes as U+FFFD already
        {
            clean.Append(character.IsBmp && !XmlConvert.IsXmlChar((char)character.Value) ? "\uFFFD" : character.ToString());
        }

        return clean.ToString();
    }
}
