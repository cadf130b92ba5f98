/// What the different kinds of callers ask for on ordinary days.
enum Menus {
    /// A server with an instance profile: its agents and its application.
    static let server = Menu([
        Offer(10) { place, random in SystemsManager.heartbeat(random.pick(place.instances)) },
        Offer(12) { place, random in
            KMS.decrypt(
                random.pickPopular(place.encryptionKeys), in: place,
                context: ("PARAMETER_ARN", place.arn("ssm", "parameter" + random.pick(place.parameters))))
        },
        Offer(9) { place, random in SystemsManager.getParameter(random.pickPopular(place.parameters), in: place) },
        Offer(7) { place, random in
            KMS.generateDataKey(
                random.pickPopular(place.encryptionKeys), in: place,
                context: ("aws:s3:arn", "arn:aws:s3:::" + random.pickPopular(place.buckets)))
        },
        Offer(6) { place, random in EC2.describeTags(resource: random.pick(place.instances).id) },
        Offer(5) { place, random in EC2.describeInstances([random.pick(place.instances).id]) },
        Offer(4) { place, random in Secrets.getSecretValue(random.pickPopular(place.secrets)) },
        Offer(4) { _, _ in STS.getCallerIdentity() },
        Offer(3) { _, _ in Containers.getAuthorizationToken() },
        Offer(3) { place, random in EC2.describeVolumes([random.pick(place.volumes)]) },
        Offer(1) { place, random in
            S3.get("GetBucketLocation", "location", of: random.pickPopular(place.buckets), in: place.account)
        },
    ])

    /// A function: its log stream, its table and its secret.
    static let function = Menu([
        Offer(14) { place, random in Logs.createLogStream(random.pick(place.logGroups), "2020/\(random.hex(32))") },
        Offer(6) { place, random in Databases.describeTable(random.pick(place.tables), in: place) },
        Offer(6) { place, random in
            KMS.decrypt(
                random.pickPopular(place.encryptionKeys), in: place,
                context: ("aws:lambda:FunctionArn", place.arn("lambda", "function:" + random.pick(place.functions))))
        },
        Offer(3) { place, random in Secrets.getSecretValue(random.pickPopular(place.secrets)) },
        Offer(1) { place, random in Logs.createLogGroup(random.pick(place.logGroups)) },
    ])

    /// A service of AWS that watches what there is, through its linked role.
    static let watcher = Menu([
        Offer(14) { place, random in EC2.describeInstances(random.oneIn(3) ? [] : [random.pick(place.instances).id]) },
        Offer(8) { place, _ in EC2.describeSecurityGroups() },
        Offer(7) { place, random in EC2.describeInstanceStatus([random.pick(place.instances).id]) },
        Offer(6) { place, random in EC2.describeNetworkInterfaces(group: random.pick(place.groups).id) },
        Offer(6) { _, _ in RDS.describeDBInstances() },
        Offer(5) { place, random in EC2.describeVolumes() },
        Offer(5) { _, _ in Balancers.describeTargetHealth() },
        Offer(4) { place, _ in EC2.describeSubnets(vpc: place.vpc) },
        Offer(4) { place, random in Lambda.getPolicy(random.pick(place.functions)) },
        Offer(4) { place, random in IAM.getRole(random.pick(place.roleNames)) },
        Offer(4) { place, random in S3.get("GetBucketAcl", "acl", of: random.pick(place.buckets), in: place.account) },
        Offer(3) { _, _ in Watching.describeTrails() },
        Offer(3) { place, _ in EC2.describeRouteTables(vpc: place.vpc) },
    ])

    /// Terraform, refreshing its state.
    static let terraform = Menu([
        Offer(10) { place, random in EC2.describeSecurityGroups(ids: [random.pick(place.groups).id]) },
        Offer(8) { place, random in EC2.describeInstances([random.pick(place.instances).id]) },
        Offer(7) { place, random in IAM.getRole(random.pick(place.roleNames)) },
        Offer(6) { place, random in IAM.listAttachedRolePolicies(random.pick(place.roleNames)) },
        Offer(5) { place, _ in EC2.describeVpcs(place.vpc) },
        Offer(5) { place, random in
            EC2.describeVpcAttribute(place.vpc, random.oneIn(2) ? "enableDnsSupport" : "enableDnsHostnames")
        },
        Offer(5) { place, _ in EC2.describeSubnets(vpc: place.vpc) },
        Offer(5) { place, _ in EC2.describeRouteTables(vpc: place.vpc) },
        Offer(5) { place, random in EC2.describeInstanceAttribute(random.pick(place.instances).id, "userData") },
        Offer(5) { place, random in RDS.describeDBInstances(random.pick(place.databases)) },
        Offer(4) { place, random in Lambda.getFunction(random.pick(place.functions)) },
        Offer(4) { place, random in Buckets.audit(random.pick(place.buckets), in: place.account, &random) },
        Offer(3) { place, random in IAM.getRolePolicy(random.pick(place.roleNames), "inline") },
        Offer(3) { place, random in KMS.describeKey(random.pick(place.encryptionKeys), in: place) },
        Offer(3) { _, _ in EC2.describeAccountAttributes() },
        Offer(2) { _, _ in STS.getCallerIdentity() },
        Offer(2) { _, _ in Balancers.describeLoadBalancers() },
        Offer(2) { place, random in Databases.describeTable(random.pick(place.tables), in: place) },
        Offer(2) { place, random in EC2.describeImages(random.pick(place.images)) },
    ])

    /// A person in the web console, where every page asks for a dozen things.
    static let console = Menu([
        Offer(10) { place, random in EC2.describeInstances(random.oneIn(2) ? [] : [random.pick(place.instances).id]) },
        Offer(8) { place, random in EC2.describeInstanceStatus([random.pick(place.instances).id]) },
        Offer(6) { _, _ in EC2.describeSecurityGroups() },
        Offer(6) { _, _ in Watching.describeAlarms() },
        Offer(5) { _, _ in EC2.describeAddresses() },
        Offer(5) { _, _ in EC2.describeVolumes() },
        Offer(4) { _, _ in S3.listBuckets() },
        Offer(4) { _, _ in RDS.describeDBInstances() },
        Offer(4) { _, _ in Lambda.listFunctions() },
        Offer(4) { _, _ in Logs.describeLogGroups() },
        Offer(4) { _, _ in EC2.describeAccountAttributes() },
        Offer(3) { _, _ in EC2.describeAvailabilityZones() },
        Offer(3) { _, _ in EC2.describeKeyPairs() },
        Offer(3) { place, _ in EC2.describeSnapshots(owner: place.account) },
        Offer(3) { place, random in Buckets.audit(random.pick(place.buckets), in: place.account, &random) },
        Offer(2) { _, _ in IAM.getAccountSummary() },
        Offer(2) { _, _ in KMS.listAliases() },
        Offer(2) { place, random in EC2.createTags(random.pick(place.instances).id, [("owner", random.pick(owners))]) },
        Offer(2) { _, _ in Watching.describeStacks() },
        Offer(1) { _, _ in IAM.listUsers() },
        Offer(1) { _, _ in IAM.listRoles() },
        Offer(1) { _, _ in Watching.lookupEvents() },
        Offer(1) { place, random in EC2.stopInstance(random.pick(place.instances).id) },
        Offer(1) { place, random in EC2.startInstance(random.pick(place.instances).id) },
    ])

    /// A program with the long-lived key of a service user: exporters of metrics, collectors, synchronisers.
    static let collector = Menu([
        Offer(12) { place, random in EC2.describeInstances(state: "running") },
        Offer(9) { _, _ in Watching.describeAlarms() },
        Offer(6) { _, _ in Balancers.describeTargetHealth() },
        Offer(6) { _, _ in RDS.describeDBInstances() },
        Offer(5) { place, random in Containers.describeServices(random.pick(place.clusters), random.pick(Place.systems))
        },
        Offer(4) { _, _ in STS.getCallerIdentity() },
        Offer(4) { _, _ in S3.listBuckets() },
        Offer(4) { place, random in Queues.getQueueAttributes(random.pick(Place.systems), in: place) },
        Offer(3) { place, random in Buckets.audit(random.pick(place.buckets), in: place.account, &random) },
        Offer(3) { place, random in Databases.describeTable(random.pick(place.tables), in: place) },
        Offer(2) { place, random in EC2.describeTags(resource: random.pick(place.volumes)) },
    ])

    /// Tags hold what people type, in any script.
    private static let owners = ["Zoë Lindström", "Søren Kjær", "José Álvarez", "platform", "田中 優希", "data-eng"]
}
