/**
 * The port to warehouses. A kind of warehouse is one package that implements {@link
 * io.nexushive.executor.warehouse.WarehouseAdapter}; everything else speaks to the interfaces here
 * and never asks which kind it has before it.
 */
package io.nexushive.executor.warehouse;
