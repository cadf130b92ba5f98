extension AttackMatrix {
    /// Techniques that both versions know by the same id and name. Columns: id, `I` when the technique has the IaaS
    /// platform, tactics, full name, and the tactics of v19 where they differ.
    static let sharedText: StaticString = #"""
        T1020.001	I	TA0010	Automated Exfiltration: Traffic Duplication
        T1021	I	TA0008	Remote Services
        T1021.007	I	TA0008	Remote Services: Cloud Services
        T1021.008	I	TA0008	Remote Services: Direct Cloud VM Connections
        T1036.010	I	TA0005	Masquerading: Masquerade Account Name
        T1040	I	TA0006 TA0007	Network Sniffing
        T1046	I	TA0007	Network Service Discovery
        T1048	I	TA0010	Exfiltration Over Alternative Protocol
        T1049	I	TA0007	System Network Connections Discovery
        T1059	I	TA0002	Command and Scripting Interpreter
        T1059.009	I	TA0002	Command and Scripting Interpreter: Cloud API
        T1069	I	TA0007	Permission Groups Discovery
        T1069.003	I	TA0007	Permission Groups Discovery: Cloud Groups
        T1070	-	TA0005	Indicator Removal
        T1074	I	TA0009	Data Staged
        T1074.002	I	TA0009	Data Staged: Remote Data Staging
        T1078	I	TA0001 TA0003 TA0004 TA0005	Valid Accounts
        T1078.001	I	TA0001 TA0003 TA0004 TA0005	Valid Accounts: Default Accounts
        T1078.004	I	TA0001 TA0003 TA0004 TA0005	Valid Accounts: Cloud Accounts
        T1082	I	TA0007	System Information Discovery
        T1087	I	TA0007	Account Discovery
        T1087.004	I	TA0007	Account Discovery: Cloud Account
        T1098	I	TA0003 TA0004	Account Manipulation
        T1098.001	I	TA0003 TA0004	Account Manipulation: Additional Cloud Credentials
        T1098.003	I	TA0003 TA0004	Account Manipulation: Additional Cloud Roles
        T1098.004	I	TA0003 TA0004	Account Manipulation: SSH Authorized Keys
        T1098.005	-	TA0003 TA0004	Account Manipulation: Device Registration
        T1098.006	-	TA0003 TA0004	Account Manipulation: Additional Container Cluster Roles
        T1110	I	TA0006	Brute Force
        T1110.001	I	TA0006	Brute Force: Password Guessing
        T1110.003	I	TA0006	Brute Force: Password Spraying
        T1110.004	I	TA0006	Brute Force: Credential Stuffing
        T1113	-	TA0009	Screen Capture
        T1119	I	TA0009	Automated Collection
        T1133	-	TA0001 TA0003	External Remote Services
        T1136	I	TA0003	Create Account
        T1136.003	I	TA0003	Create Account: Cloud Account
        T1190	I	TA0001	Exploit Public-Facing Application
        T1199	I	TA0001	Trusted Relationship
        T1201	I	TA0007	Password Policy Discovery
        T1204	I	TA0002	User Execution
        T1204.003	I	TA0002	User Execution: Malicious Image
        T1213	I	TA0009	Data from Information Repositories
        T1213.003	-	TA0009	Data from Information Repositories: Code Repositories
        T1213.006	I	TA0009	Data from Information Repositories: Databases
        T1484.002	-	TA0004 TA0005	Domain or Tenant Policy Modification: Trust Modification	TA0004 TA0112
        T1485	I	TA0040	Data Destruction
        T1485.001	I	TA0040	Data Destruction: Lifecycle-Triggered Deletion
        T1486	I	TA0040	Data Encrypted for Impact
        T1489	I	TA0040	Service Stop
        T1490	I	TA0040	Inhibit System Recovery
        T1491	I	TA0040	Defacement
        T1491.002	I	TA0040	Defacement: External Defacement
        T1496	I	TA0040	Resource Hijacking
        T1496.001	I	TA0040	Resource Hijacking: Compute Hijacking
        T1496.002	I	TA0040	Resource Hijacking: Bandwidth Hijacking
        T1496.003	-	TA0040	Resource Hijacking: SMS Pumping
        T1496.004	-	TA0040	Resource Hijacking: Cloud Service Hijacking
        T1498	I	TA0040	Network Denial of Service
        T1498.001	I	TA0040	Network Denial of Service: Direct Network Flood
        T1498.002	I	TA0040	Network Denial of Service: Reflection Amplification
        T1499	I	TA0040	Endpoint Denial of Service
        T1499.002	I	TA0040	Endpoint Denial of Service: Service Exhaustion Flood
        T1499.003	I	TA0040	Endpoint Denial of Service: Application Exhaustion Flood
        T1499.004	I	TA0040	Endpoint Denial of Service: Application or System Exploitation
        T1518	I	TA0007	Software Discovery
        T1518.001	I	TA0007	Software Discovery: Security Software Discovery
        T1525	I	TA0003	Implant Internal Image
        T1526	I	TA0007	Cloud Service Discovery
        T1528	I	TA0006	Steal Application Access Token
        T1530	I	TA0009	Data from Cloud Storage
        T1531	I	TA0040	Account Access Removal
        T1535	I	TA0005	Unused/Unsupported Cloud Regions
        T1537	I	TA0010	Transfer Data to Cloud Account
        T1538	I	TA0007	Cloud Service Dashboard
        T1546	I	TA0003 TA0004	Event Triggered Execution
        T1548	I	TA0004 TA0005	Abuse Elevation Control Mechanism	TA0004
        T1548.005	I	TA0004 TA0005	Abuse Elevation Control Mechanism: Temporary Elevated Cloud Access	TA0004
        T1550	I	TA0005 TA0008	Use Alternate Authentication Material	TA0008
        T1550.001	I	TA0005 TA0008	Use Alternate Authentication Material: Application Access Token	TA0008
        T1550.004	I	TA0005 TA0008	Use Alternate Authentication Material: Web Session Cookie	TA0008
        T1552	I	TA0006	Unsecured Credentials
        T1552.001	I	TA0006	Unsecured Credentials: Credentials In Files
        T1552.004	-	TA0006	Unsecured Credentials: Private Keys
        T1552.005	I	TA0006	Unsecured Credentials: Cloud Instance Metadata API
        T1555	I	TA0006	Credentials from Password Stores
        T1555.006	I	TA0006	Credentials from Password Stores: Cloud Secrets Management Stores
        T1556	I	TA0003 TA0005 TA0006	Modify Authentication Process	TA0003 TA0112 TA0006
        T1556.006	I	TA0003 TA0005 TA0006	Modify Authentication Process: Multi-Factor Authentication	TA0003 TA0112 TA0006
        T1556.007	I	TA0003 TA0005 TA0006	Modify Authentication Process: Hybrid Identity	TA0003 TA0112 TA0006
        T1556.009	I	TA0003 TA0005 TA0006	Modify Authentication Process: Conditional Access Policies	TA0003 TA0112 TA0006
        T1565.001	-	TA0040	Data Manipulation: Stored Data Manipulation
        T1578	I	TA0005	Modify Cloud Compute Infrastructure	TA0112
        T1578.001	I	TA0005	Modify Cloud Compute Infrastructure: Create Snapshot	TA0112
        T1578.002	I	TA0005	Modify Cloud Compute Infrastructure: Create Cloud Instance	TA0112
        T1578.003	I	TA0005	Modify Cloud Compute Infrastructure: Delete Cloud Instance	TA0112
        T1578.004	I	TA0005	Modify Cloud Compute Infrastructure: Revert Cloud Instance	TA0112
        T1578.005	I	TA0005	Modify Cloud Compute Infrastructure: Modify Cloud Compute Configurations	TA0112
        T1580	I	TA0007	Cloud Infrastructure Discovery
        T1583.001	-	TA0042	Acquire Infrastructure: Domains
        T1583.006	-	TA0042	Acquire Infrastructure: Web Services
        T1584.001	-	TA0042	Compromise Infrastructure: Domains
        T1588.004	-	TA0042	Obtain Capabilities: Digital Certificates
        T1606	I	TA0006	Forge Web Credentials
        T1606.001	I	TA0006	Forge Web Credentials: Web Cookies
        T1606.002	I	TA0006	Forge Web Credentials: SAML Tokens
        T1614	I	TA0007	System Location Discovery
        T1619	I	TA0007	Cloud Storage Object Discovery
        T1621	I	TA0006	Multi-Factor Authentication Request Generation
        T1648	I	TA0002	Serverless Execution
        T1651	I	TA0002	Cloud Administration Command
        T1654	I	TA0007	Log Enumeration
        T1666	I	TA0005	Modify Cloud Resource Hierarchy	TA0112
        T1680	I	TA0007	Local Storage Discovery
        """#

    /// Techniques that only v18.1 knows, or knows by this name. Columns as above.
    static let v18Text: StaticString = #"""
        T1211	I	TA0005	Exploitation for Defense Evasion
        T1562	I	TA0005	Impair Defenses
        T1562.001	I	TA0005	Impair Defenses: Disable or Modify Tools
        T1562.006	-	TA0005	Impair Defenses: Indicator Blocking
        T1562.007	I	TA0005	Impair Defenses: Disable or Modify Cloud Firewall
        T1562.008	I	TA0005	Impair Defenses: Disable or Modify Cloud Logs
        T1562.010	-	TA0005	Impair Defenses: Downgrade Attack
        """#

    /// Techniques that only v19 knows, or knows by this name. Columns as above.
    static let v19Text: StaticString = #"""
        T1211	I	TA0005	Exploitation for Stealth
        T1685	I	TA0112	Disable or Modify Tools
        T1685.002	I	TA0112	Disable or Modify Tools: Disable or Modify Cloud Log
        T1686	I	TA0112	Disable or Modify System Firewall
        T1686.001	I	TA0112	Disable or Modify System Firewall: Cloud Firewall
        T1689	-	TA0112	Downgrade Attack
        """#
}
