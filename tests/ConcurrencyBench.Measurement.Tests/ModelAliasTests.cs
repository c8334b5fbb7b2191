using ConcurrencyBench.Abstractions.Records;

namespace ConcurrencyBench.Measurement.Tests;

public sealed class ModelAliasTests
{
    [Theory]
    [InlineData("threads", "threads", 0)]
    [InlineData("threads-again", "threads", 0)]
    [InlineData("gil-threads#12", "gil-threads", 0)]
    [InlineData("threads#1+5%", "threads", 5)]
    [InlineData("cpython-threading#2+10%", "cpython-threading", 10)]
    public void ModelId_NameOfAModel_IsTheModels(string name, string model, int extra)
    {
        Assert.Equal(model, ModelAlias.ModelId(name));
        Assert.Equal(extra, ModelAlias.ExtraWorkPercent(name));
        Assert.Equal(name != model, ModelAlias.Is(name));
    }

    [Theory]
    [InlineData("threads#")]
    [InlineData("threads#0")]
    [InlineData("threads#01")]
    [InlineData("threads#x")]
    [InlineData("threads#1+5")]
    [InlineData("threads#1+%")]
    [InlineData("threads#1+0%")]
    [InlineData("threads#1+5%+5%")]
    [InlineData("threads#12345")]
    [InlineData("threads+5%")]
    public void Is_WhatNoRunWrites_IsAModelOfItsOwn(string name)
    {
        Assert.False(ModelAlias.Is(name));
        Assert.Equal(name, ModelAlias.ModelId(name));
    }

    [Theory]
    [InlineData(0, "threads#3")]
    [InlineData(5, "threads#3+5%")]
    public void Copy_ModelAndNumber_IsReadAsTheSame(int extra, string name)
    {
        Assert.Equal(name, ModelAlias.Copy("threads", 3, extra));
        Assert.Equal(("threads", extra), (ModelAlias.ModelId(name), ModelAlias.ExtraWorkPercent(name)));
    }

    [Fact]
    public void ModelIdOf_CopyOfAnotherRuntimesModel_IsTheIdThatItsWorkerKnows() =>
        Assert.Equal("threading", new Runtime("cpython").ModelIdOf(ModelAlias.Copy("cpython-threading", 2, 10)));
}
