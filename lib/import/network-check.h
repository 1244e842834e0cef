/* network-check.h: networks that cannot be */
#pragma once

#include "import/inventory.h"
#include "text/complaint.h"

/* Complains of subnets that overlap or lie outside their VPC, of agents in subnets without IPv4
 * addresses and of names that are those of something else; notes what a create would refuse. */
void enisim_inventory_check_network (EnisimInventory *inventory, EnisimComplaints *complaints);

/* Complains of agents, endpoints and links of route tables, what they name lying in two VPCs. */
void enisim_inventory_check_vpcs (const EnisimInventory *inventory, EnisimComplaints *complaints);

/* Notes ids of subnets and security groups that an account does not have, where it was asked for
 * all of them. */
void enisim_inventory_note_absent (EnisimInventory *inventory);
