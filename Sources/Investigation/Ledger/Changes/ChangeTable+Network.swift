extension ChangeTable {
    /// Ways through the network, and names in it.
    /// Source: the API references of EC2, Route 53 and Elastic Load Balancing.
    static let network: [String: [ChangeRule]] = [
        "ec2": routes + gateways + mirrors,
        "route53": [
            ChangeRule(
                .dns, "ChangeResourceRecordSets", id: "request.hostedZoneId",
                detail: "request.changeBatch.changes.resourceRecordSet.name", undone: "DeleteHostedZone"),
            ChangeRule(
                .dns, "CreateHostedZone", id: "response.hostedZone.id request.id request.name", detail: "request.name",
                undone: "DeleteHostedZone"),
            ChangeRule(
                .dns, "AssociateVPCWithHostedZone", id: "request.hostedZoneId",
                detail: "request.vPC.vPCId", key: .idAndDetail, undone: "DisassociateVPCFromHostedZone"),
        ],
        "route53domains": [
            ChangeRule(
                .dns, "UpdateDomainNameservers TransferDomain RegisterDomain DisableDomainTransferLock",
                id: "request.domainName", detail: "call")
        ],
        "elasticloadbalancing": [
            ChangeRule(
                .network, "CreateRule ModifyRule", id: "response.rules.ruleArn request.ruleArn request.listenerArn",
                detail: "call", undone: "DeleteRule", replaced: true),
            ChangeRule(
                .network, "CreateListener ModifyListener",
                id: "response.listeners.listenerArn request.listenerArn request.loadBalancerArn", detail: "call",
                undone: "DeleteListener", replaced: true),
        ],
    ]

    private static let routes: [ChangeRule] = [
        ChangeRule(
            .network, "CreateRoute ReplaceRoute", id: "request.routeTableId", detail: destination, key: .idAndDetail,
            undone: "DeleteRoute", undo: [.init("DeleteRouteTable", id: "request.routeTableId")]),
        ChangeRule(
            .network, "DeleteRoute", id: "request.routeTableId", detail: destination, key: .idAndDetail,
            undone: "CreateRoute"),
        ChangeRule(
            .network, "CreateNetworkAclEntry ReplaceNetworkAclEntry", id: "request.networkAclId",
            detail: "request.ruleNumber", key: .idAndDetail, undone: "DeleteNetworkAclEntry", replaced: true,
            undo: [.init("DeleteNetworkAcl", id: "request.networkAclId")]),
        ChangeRule(
            .network, "DeleteNetworkAclEntry", id: "request.networkAclId", detail: "request.ruleNumber",
            key: .idAndDetail, undone: "CreateNetworkAclEntry"),
        ChangeRule(.network, "DeleteNetworkAcl", id: "request.networkAclId", detail: "call"),
        ChangeRule(
            .network, "CreateVpcPeeringConnection AcceptVpcPeeringConnection",
            id: "response.vpcPeeringConnection.vpcPeeringConnectionId request.vpcPeeringConnectionId",
            detail: "request.peerOwnerId request.peerVpcId", undone: "DeleteVpcPeeringConnection"),
        ChangeRule(
            .network, "CreateVpcEndpoint",
            id: "response.CreateVpcEndpointResponse.vpcEndpoint.vpcEndpointId", detail: "call",
            undo: [
                .init(
                    "DeleteVpcEndpoints",
                    id: """
                        request.DeleteVpcEndpointsRequest.VpcEndpointId.content \
                        request.DeleteVpcEndpointsRequest.VpcEndpointId
                        """)
            ]),
        ChangeRule(
            .network, "ModifyVpcEndpoint", id: "request.ModifyVpcEndpointRequest.VpcEndpointId", detail: "call",
            replaced: true),
        ChangeRule(
            .securityGroup, "CreateSecurityGroup", id: "response.groupId request.groupId request.groupName",
            detail: "request.groupName", undone: "DeleteSecurityGroup"),
    ]

    private static let destination = """
        request.destinationCidrBlock request.destinationIpv6CidrBlock request.destinationPrefixListId
        """

    private static let gateways: [ChangeRule] = [
        ChangeRule(
            .network, "CreateVpc CreateDefaultVpc", id: "response.vpc.vpcId request.vpcId", detail: "call",
            undone: "DeleteVpc"),
        ChangeRule(
            .network, "CreateSubnet CreateDefaultSubnet", id: "response.subnet.subnetId request.subnetId",
            detail: "call", undone: "DeleteSubnet"),
        ChangeRule(
            .network, "CreateRouteTable", id: "response.routeTable.routeTableId request.routeTableId", detail: "call",
            undone: "DeleteRouteTable"),
        ChangeRule(
            .network, "CreateInternetGateway",
            id: "response.internetGateway.internetGatewayId request.internetGatewayId", detail: "call",
            undone: "DeleteInternetGateway"),
        ChangeRule(
            .network, "AttachInternetGateway", id: "request.internetGatewayId", detail: "request.vpcId",
            key: .idAndDetail, undone: "DetachInternetGateway"),
        ChangeRule(
            .network, "CreateNatGateway", id: "response.CreateNatGatewayResponse.natGateway.natGatewayId",
            detail: "call",
            undo: [.init("DeleteNatGateway", id: "request.DeleteNatGatewayRequest.NatGatewayId")]),
        ChangeRule(
            .network, "CreateNetworkInterface",
            id: "response.networkInterface.networkInterfaceId request.networkInterfaceId", detail: "call",
            undone: "DeleteNetworkInterface"),
        ChangeRule(
            .network, "AttachNetworkInterface", id: "request.networkInterfaceId", detail: "request.instanceId",
            undo: [
                .init("DetachNetworkInterface", id: "request.networkInterfaceId"),
                .init("DeleteNetworkInterface", id: "request.networkInterfaceId"),
            ]),
        ChangeRule(
            .network, "AllocateAddress", id: "response.allocationId request.allocationId response.publicIp",
            detail: "response.publicIp", undone: "ReleaseAddress"),
        ChangeRule(
            .network, "AssociateAddress", id: "response.associationId request.associationId",
            detail: "request.instanceId request.networkInterfaceId", undone: "DisassociateAddress"),
        ChangeRule(
            .network, "CreateVpnConnection",
            id: "response.vpnConnection.vpnConnectionId request.vpnConnectionId", detail: "call",
            undone: "DeleteVpnConnection"),
        ChangeRule(
            .network, "CreateClientVpnEndpoint",
            id: "response.CreateClientVpnEndpointResponse.clientVpnEndpointId", detail: "call",
            undo: [
                .init("DeleteClientVpnEndpoint", id: "request.DeleteClientVpnEndpointRequest.ClientVpnEndpointId")
            ]),
    ]

    private static let mirrors: [ChangeRule] = ["Session", "Target", "Filter"].map { part in
        ChangeRule(
            .trafficMirror, "CreateTrafficMirror\(part)",
            id: "response.CreateTrafficMirror\(part)Response.trafficMirror\(part).trafficMirror\(part)Id",
            detail: "request.CreateTrafficMirror\(part)Request.NetworkInterfaceId call",
            undo: [
                .init(
                    "DeleteTrafficMirror\(part)",
                    id: "request.DeleteTrafficMirror\(part)Request.TrafficMirror\(part)Id")
            ])
    }
}
