using System.Collections.Frozen;

namespace Carbonio.Cloud.EasClient;

/// <summary>Which elements an answer may hold, in which order and how often, and which statuses it may give.</summary>
/// <remarks>
/// [MS-ASCMD] 6 (the response schemas), [MS-ASPROV] 6, [MS-ASAIRS] 2.2.2, [MS-ASEMAIL] 2.2.2. Classes whose items
/// no rule describes (calendar, contacts, tasks, notes) pass unchecked below <c>AirSync:ApplicationData</c>.
/// </remarks>
public static class AnswerSchema
{
    // Element: the children in their order; after a semicolon those in any order. A name without a
    // namespace is in the element's own; ? at most one, * any number, + at least one, otherwise exactly one.
    // "Parent/Element" is for elements that differ by where they stand. "#" stands for the empty element.
    private const string Rules = """
        AirSync:Sync: Status? Limit? Collections?
        AirSync:Collections: Collection+
        AirSync:Collection: ; Class? SyncKey? CollectionId? Status MoreAvailable? Commands? Responses?
        AirSync:MoreAvailable: #
        AirSync:Commands: ; Add* Change* Delete* SoftDelete*
        Commands/AirSync:Add: ; Class? ServerId ApplicationData
        Commands/AirSync:Change: ; Class? ServerId ApplicationData
        Commands/AirSync:Delete: ; Class? ServerId
        AirSync:SoftDelete: ; Class? ServerId
        AirSync:Responses: ; Add* Change* Delete* Fetch*
        Responses/AirSync:Add: ; Class? ClientId ServerId? Status ApplicationData?
        Responses/AirSync:Change: ; Class? ServerId Status ApplicationData? AirSyncBase:InstanceId?
        Responses/AirSync:Delete: ; Class? ServerId Status AirSyncBase:InstanceId?
        Responses/AirSync:Fetch: ; ServerId Status ApplicationData?

        FolderHierarchy:FolderSync: Status SyncKey? Changes?
        FolderHierarchy:Changes: Count? Update* Delete* Add*
        FolderHierarchy:Update: ServerId ParentId DisplayName Type
        FolderHierarchy:Delete: ServerId
        FolderHierarchy:Add: ServerId ParentId DisplayName Type
        FolderHierarchy:FolderCreate: Status SyncKey? ServerId?
        FolderHierarchy:FolderDelete: Status SyncKey?
        FolderHierarchy:FolderUpdate: Status SyncKey?

        Move:MoveItems: Status? Response*
        Move:Response: SrcMsgId Status DstMsgId?

        GetItemEstimate:GetItemEstimate: Status? Response*
        GetItemEstimate:Response: Status? Collection?
        GetItemEstimate:Collection: CollectionId Estimate?

        Ping:Ping: ; Status Folders? HeartbeatInterval? MaxFolders?
        Ping:Folders: Folder+

        Provision:Provision: Settings:DeviceInformation? Status Policies? RemoteWipe? AccountOnlyRemoteWipe?
        Provision:Policies: Policy
        Provision:Policy: ; PolicyType Status PolicyKey? Data?
        Provision:RemoteWipe: #
        Provision:AccountOnlyRemoteWipe: #

        Settings:Settings: ; Status Oof? DeviceInformation? DevicePassword? UserInformation? RightsManagementInformation?
        Settings:Oof: Status Get?
        Oof/Settings:Get: OofState? StartTime? EndTime? OofMessage*
        Settings:OofMessage: ; AppliesToInternal? AppliesToExternalKnown? AppliesToExternalUnknown? Enabled? ReplyMessage? BodyType?
        Settings:AppliesToInternal: #
        Settings:AppliesToExternalKnown: #
        Settings:AppliesToExternalUnknown: #
        Settings:DeviceInformation: Status
        Settings:DevicePassword: Status
        Settings:UserInformation: Status Get?
        UserInformation/Settings:Get: ; EmailAddresses? Accounts?
        Settings:Accounts: Account+
        Settings:Account: ; AccountId? AccountName? UserDisplayName? SendDisabled? EmailAddresses?
        Settings:EmailAddresses: ; SMTPAddress* PrimarySmtpAddress?

        Search:Search: Status Response?
        Search:Response: Store
        Search:Store: Status Result* Range? Total?
        Search:Result: ; AirSync:Class? LongId? AirSync:CollectionId? Properties?
        GAL:Picture: Status Data?

        ResolveRecipients:ResolveRecipients: Status Response*
        ResolveRecipients:Response: To Status RecipientCount? Recipient*
        ResolveRecipients:Recipient: Type DisplayName EmailAddress Availability? Certificates? Picture*
        ResolveRecipients:Availability: Status MergedFreeBusy?
        ResolveRecipients:Certificates: Status CertificateCount? RecipientCount? Certificate* MiniCertificate?
        ResolveRecipients:Picture: Status? Data?

        ValidateCert:ValidateCert: Status Certificate*
        ValidateCert:Certificate: Status

        ItemOperations:ItemOperations: Status Response?
        ItemOperations:Response: ; Move* EmptyFolderContents* Fetch*
        ItemOperations:EmptyFolderContents: ; Status AirSync:CollectionId?
        ItemOperations:Fetch: ; Status AirSync:CollectionId? AirSync:ServerId? Search:LongId? AirSync:Class? DocumentLibrary:LinkId? AirSyncBase:FileReference? Properties?

        AirSyncBase:Body: ; Type EstimatedDataSize? Truncated? Data? ItemOperations:Part? Preview?
        AirSyncBase:BodyPart: ; Status Type EstimatedDataSize? Truncated? Data? Preview?
        AirSyncBase:Attachments: Attachment+
        AirSyncBase:Attachment: ; ClientId? DisplayName? FileReference Method? EstimatedDataSize? ContentId? ContentLocation? IsInline? Email2:UmAttDuration? Email2:UmAttOrder?
        Email:Categories: Category*
        Email:Flag: ; Status? FlagType? CompleteTime? Tasks:DateCompleted? Tasks:StartDate? Tasks:DueDate? Tasks:UtcStartDate? Tasks:UtcDueDate? Tasks:ReminderSet? Tasks:ReminderTime? Tasks:Subject? Tasks:OrdinalDate? Tasks:SubOrdinalDate?
        """;

    // The statuses of each command's own table; those from 101 on are common to all. [MS-ASCMD] 2.2.2, 2.2.3.177.
    private const string Statuses = """
        Sync/AirSync:Status: 1 3 4 5 8 12 13 14 15 16
        Collection/AirSync:Status: 1 3 4 5 8 12 16
        Add/AirSync:Status: 1 4 5 6 7 8 9 16 183
        Change/AirSync:Status: 1 4 5 6 7 8 9 16 183
        Delete/AirSync:Status: 1 4 5 6 7 8 9 16
        Fetch/AirSync:Status: 1 4 5 6 8 16
        FolderSync/FolderHierarchy:Status: 1 6 9 10 11 12
        FolderCreate/FolderHierarchy:Status: 1 2 3 5 6 9 10 11 12
        FolderDelete/FolderHierarchy:Status: 1 3 4 6 9 10 11
        FolderUpdate/FolderHierarchy:Status: 1 2 3 4 5 6 9 10 11
        Response/Move:Status: 1 2 3 4 5 7
        EmptyFolderContents/ItemOperations:Status: 1 2 3 5 6 9 11 12 16 17 18
        GetItemEstimate/GetItemEstimate:Status: 1 2 3 4
        Response/GetItemEstimate:Status: 1 2 3 4
        Ping/Ping:Status: 1 2 3 4 5 6 7 8
        Provision/Provision:Status: 1 2 3
        Policy/Provision:Status: 1 2 3 4 5
        Settings/Settings:Status: 1 2 3 4 5 6 7
        DeviceInformation/Settings:Status: 1 2 5 6
        Oof/Settings:Status: 1 2 3 4 5 6 7
        UserInformation/Settings:Status: 1 2 3 4 5 6 7
        Search/Search:Status: 1 3
        Store/Search:Status: 1 2 3 4 5 6 7 8 10 11 12 13 14
        Picture/GAL:Status: 1
        ResolveRecipients/ResolveRecipients:Status: 1 5 6
        Response/ResolveRecipients:Status: 1 2 3 4
        Availability/ResolveRecipients:Status: 1
        Certificates/ResolveRecipients:Status: 1 7 8
        Picture/ResolveRecipients:Status: 1
        ValidateCert/ValidateCert:Status: 1 2 17
        Certificate/ValidateCert:Status: 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17
        ItemOperations/ItemOperations:Status: 1 2 3 4 5 6 7 8 9 10 11 12 14 15 16 17 18
        Fetch/ItemOperations:Status: 1 2 3 4 5 6 7 8 9 10 11 12 14 15 16 17 18
        """;

    private static readonly FrozenSet<string> FlatPages =
        ((string[])["AirSync", "FolderHierarchy", "Move", "GetItemEstimate", "Ping", "Settings", "AirSyncBase", "Email2"]).ToFrozenSet();

    // Item data and the policy document hold each element once at most, in any order.
    private static readonly FrozenSet<string> Bags =
        ((string[])["AirSync:ApplicationData", "ItemOperations:Properties", "Search:Properties", "Provision:EASProvisionDoc"]).ToFrozenSet();

    private static readonly FrozenDictionary<string, ElementRule> ByName =
        Lines(Rules).ToFrozenDictionary(line => line.Name, line => ElementRule.Parse(line.Name, line.Text));

    private static readonly FrozenDictionary<string, FrozenSet<long>> KnownStatuses =
        Lines(Statuses).ToFrozenDictionary(line => line.Name, line => line.Text.Split(' ').Select(long.Parse).ToFrozenSet());

    /// <summary>Checks an answer of a command.</summary>
    /// <exception cref="EasViolationException">An element out of place, or a status that the command does not have.</exception>
    public static void Check(WbxmlNode root, EasVersion version)
    {
        foreach (var node in root.SelfAndDescendants())
        {
            if (!node.Tag.IsIn(version))
            {
                throw new EasViolationException($"{node.Name} does not exist at version {version}:\n{root}");
            }
        }

        CheckElement(root, null, root);
    }

    private static void CheckElement(WbxmlNode node, WbxmlNode? parent, WbxmlNode root)
    {
        var inPlace = parent is null ? node.Name : $"{parent.Tag.Name}/{node.Name}";
        if (ByName.GetValueOrDefault(inPlace) is { } rule || ByName.TryGetValue(node.Name, out rule))
        {
            Demand(node.Text is null && node.Opaque is null, $"{node.Name} holds text", root);
            rule.Check(node, root);
        }
        else if (Bags.Contains(node.Name))
        {
            var twice = node.Children.GroupBy(child => child.Name).FirstOrDefault(group => group.Count() > 1);
            Demand(twice is null, $"{node.Name} holds {twice?.Key} more than once", root);
        }
        else if (FlatPages.Contains(node.Tag.PageName))
        {
            Demand(node.Children.Count == 0, $"{node.Name} holds elements", root);
        }

        if (KnownStatuses.GetValueOrDefault(inPlace) is { } statuses)
        {
            var status = node.Number();
            Demand(statuses.Contains(status) || status is >= 101 and <= 183, $"{inPlace} is {status}, which the command does not have", root);
        }

        foreach (var child in node.Children)
        {
            CheckElement(child, node, root);
        }
    }

    private static void Demand(bool holds, string otherwise, WbxmlNode root)
    {
        if (!holds)
        {
            throw new EasViolationException($"{otherwise}:\n{root}");
        }
    }

    private static IEnumerable<(string Name, string Text)> Lines(string text)
    {
        foreach (var line in text.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            var end = line.IndexOf(": ", StringComparison.Ordinal);
            yield return (line[..end], line[(end + 2)..].Trim());
        }
    }

    private sealed record ElementRule(IReadOnlyList<ChildRule> Ordered, IReadOnlyList<ChildRule> Unordered)
    {
        public static ElementRule Parse(string element, string text)
        {
            var qualified = element[(element.IndexOf('/', StringComparison.Ordinal) + 1)..];
            var pageName = qualified[..qualified.IndexOf(':', StringComparison.Ordinal)];
            var halves = text == "#" ? [""] : text.Split(';');
            return new ElementRule(ParseChildren(halves[0], pageName), ParseChildren(halves.ElementAtOrDefault(1) ?? "", pageName));
        }

        public void Check(WbxmlNode node, WbxmlNode root)
        {
            var order = -1;
            foreach (var child in node.Children)
            {
                var place = IndexOf(Ordered, child.Name);
                Demand(place >= 0 || IndexOf(Unordered, child.Name) >= 0, $"{node.Name} must not hold {child.Name}", root);
                if (place >= 0)
                {
                    Demand(place >= order, $"{child.Name} comes too late in {node.Name}", root);
                    order = place;
                }
            }

            foreach (var child in Ordered.Concat(Unordered))
            {
                var count = node.FindAll(child.Name).Count();
                var isCommonError = node == root && node.Children is [{ Tag.Name: "Status" }];
                Demand(count >= child.Least || isCommonError, $"{node.Name} lacks {child.Name}", root);
                Demand(count <= child.Most, $"{node.Name} holds {child.Name} {count} times", root);
            }
        }

        private static int IndexOf(IReadOnlyList<ChildRule> rules, string name)
        {
            for (var index = 0; index < rules.Count; index++)
            {
                if (rules[index].Name == name)
                {
                    return index;
                }
            }

            return -1;
        }

        private static List<ChildRule> ParseChildren(string text, string pageName) =>
            [.. text.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(word => ChildRule.Parse(word, pageName))];
    }

    private sealed record ChildRule(string Name, int Least, int Most)
    {
        public static ChildRule Parse(string word, string pageName)
        {
            var (least, most) = word[^1] switch
            {
                '?' => (0, 1),
                '*' => (0, int.MaxValue),
                '+' => (1, int.MaxValue),
                _ => (1, 1),
            };
            var name = word.TrimEnd('?', '*', '+');
            var qualified = name.Contains(':', StringComparison.Ordinal) ? name : $"{pageName}:{name}";
            return new ChildRule(WbxmlTokens.Get(qualified).QualifiedName, least, most);
        }
    }
}
